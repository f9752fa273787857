/** Used where neither the customer's locale nor its language has content. */
export const fallbackLocale = (available: readonly string[], merchantLocale: string): string => {
  const first = available.toSorted()[0];
  if (first === undefined) throw new RangeError('an event has content in at least one locale');
  return [merchantLocale, 'en'].find((locale) => available.includes(locale)) ?? first;
};

/**
 * The locale of a customer's message: the customer's own, else its language (`ar` for `ar-SA`), else the merchant's fallback,
 * else English, else the first of the event's locales.
 */
export const messageLocale = (
  customerLocale: string,
  available: readonly string[],
  merchantLocale: string,
): string => {
  if (available.includes(customerLocale)) return customerLocale;
  const language = customerLocale.split('-')[0] ?? '';
  return available.includes(language) ? language : fallbackLocale(available, merchantLocale);
};
