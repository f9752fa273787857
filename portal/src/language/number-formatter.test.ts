import { expect, test } from '@jest/globals';
import { createInstance } from 'i18next';
import { numberFormatter } from './number-formatter.js';

test.each(['en', 'ar', 'he'])(
  'numbers in %s texts are grouped, in Latin digits',
  async (language) => {
    const i18n = createInstance();
    await i18n.use(numberFormatter(language)).init({
      lng: language,
      resources: { [language]: { translation: { reach: '{{count}} {{title}}' } } },
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
    expect(i18n.t('reach', { count: 12_000, title: '2000' })).toBe('12,000 2000');
  },
);
