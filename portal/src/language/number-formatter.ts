import { createFormat } from '@promenade/portal-kit';
import type { FormatterModule } from 'i18next';

/** Makes a number in a text look as it does in a table: 1,000. */
export function numberFormatter(language: string): FormatterModule {
  const { number } = createFormat(language);
  return {
    type: 'formatter',
    init: () => undefined,
    add: () => undefined,
    addCached: () => undefined,
    format: (value: unknown) => (typeof value === 'number' ? number(value) : value) as string,
  };
}
