import { match } from '@formatjs/intl-localematcher';

/** The languages that every namespace must be complete in; the first is the fall-back. */
export const supportedLocales = ['en', 'ar', 'he'] as const;
export type Locale = (typeof supportedLocales)[number];
export const defaultLocale: Locale = 'en';

export const isSupportedLocale = (value: unknown): value is Locale =>
  supportedLocales.some((locale) => locale === value);

/** The best supported locale for an Accept-Language header (RFC 9110, section 12.5.4); `en` where none fits. */
export const negotiateLocale = (acceptLanguage: string | undefined): Locale => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.trim(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
  const best = match(wanted, supportedLocales, defaultLocale);
  return isSupportedLocale(best) ? best : defaultLocale;
};
