import i18next, { type i18n } from 'i18next';
import { defaultLocale, type Locale, supportedLocales } from './locales.js';

/** A namespace's texts per locale: the content of `locales/{en,ar,he}.json`. */
export interface LocaleBundle {
  readonly namespace: string;
  readonly texts: Readonly<Record<Locale, object>>;
}

/** Server-side texts (error titles and details), one i18next namespace per plugin. */
export class Translations {
  private readonly i18n: i18n = i18next.createInstance();

  constructor(bundles: readonly LocaleBundle[]) {
    const resources: Record<string, Record<string, object>> = {};
    for (const locale of supportedLocales) {
      resources[locale] = Object.fromEntries(
        bundles.map(({ namespace, texts }) => [namespace, texts[locale]]),
      );
    }
    void this.i18n.init({
      resources,
      initAsync: false,
      fallbackLng: defaultLocale,
      interpolation: { escapeValue: false },
    });
  }

  /** @returns the text, in the plural form for `params.count` where it has several, or undefined where the key has none. */
  text(locale: Locale, key: string, params: Record<string, unknown> = {}): string | undefined {
    return this.i18n.exists(key, { ...params, lng: locale })
      ? this.i18n.t(key, { ...params, lng: locale })
      : undefined;
  }
}
