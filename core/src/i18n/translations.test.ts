import { describe, expect, it } from '@jest/globals';
import { loadLocales } from './load-locales.js';
import { Translations } from './translations.js';

const translations = new Translations([
  {
    namespace: 'news',
    texts: {
      en: { greeting: 'Hello {{name}}', only: 'English only', shared: 'of news' },
      ar: { greeting: 'مرحبا {{name}}' },
      he: { greeting: 'שלום {{name}}' },
    },
  },
  { namespace: 'mail', texts: { en: { shared: 'of mail' }, ar: {}, he: {} } },
]);

describe('Translations', () => {
  it.each([
    ['en', 'Hello Mona'],
    ['ar', 'مرحبا Mona'],
    ['he', 'שלום Mona'],
  ] as const)('speak %s', (locale, text) => {
    expect(translations.text(locale, 'news:greeting', { name: 'Mona' })).toBe(text);
  });

  it('fall back to English where a text is missing', () => {
    expect(translations.text('ar', 'news:only')).toBe('English only');
  });

  it('keep namespaces apart', () => {
    expect(translations.text('en', 'news:shared')).toBe('of news');
    expect(translations.text('en', 'mail:shared')).toBe('of mail');
  });

  it('know nothing of a key, a parent of keys or a namespace that is not there', () => {
    expect(translations.text('en', 'news:unknown')).toBeUndefined();
    expect(translations.text('en', 'weather:shared')).toBeUndefined();
  });

  it('leave markup in parameters as it is: the reader escapes', () => {
    expect(translations.text('en', 'news:greeting', { name: '<b>&' })).toBe('Hello <b>&');
  });
});

describe('loadLocales', () => {
  it('names the file that is missing', () => {
    expect(() => loadLocales('news', new URL('./nowhere/', import.meta.url))).toThrow(
      /cannot read the texts of 'news' in .*nowhere\/en\.json/,
    );
  });

  it('takes the folder with and without a slash at its end', () => {
    const folder = new URL('../../locales', import.meta.url);
    expect(loadLocales('core', folder)).toEqual(loadLocales('core', new URL(`${folder.href}/`)));
  });
});
