/** Customers of one locale. */
export interface Readers {
  readonly locale: string;
  readonly customers: number;
}

/** How many customers have content neither in their locale nor in its language (`ar` for `ar-SA`). */
export const foreignReaders = (readers: readonly Readers[], available: readonly string[]): number =>
  readers
    .filter(({ locale }) => {
      const language = locale.split('-')[0] ?? '';
      return !available.includes(locale) && !available.includes(language);
    })
    .reduce((sum, { customers }) => sum + customers, 0);
