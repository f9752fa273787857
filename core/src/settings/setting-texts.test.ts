import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkSettingTexts, settingTextKeys } from './setting-texts.js';
import { merchantSettings } from './settings-definition.js';

const settings = merchantSettings({
  version: 1,
  schema: z.object({
    look: z.enum(['wide', 'compact']).default('wide'),
    size: z.int().min(1).max(9).default(1),
  }),
});
const texts = {
  settings: {
    look: { title: 'Look', description: 'How', options: { wide: 'Wide', compact: 'Compact' } },
    size: { title: 'Size', description: 'How many' },
  },
};

it('settings need a title, a description and a text for each option', () => {
  expect(settingTextKeys(settings)).toEqual([
    'settings.look.title',
    'settings.look.description',
    'settings.look.options.wide',
    'settings.look.options.compact',
    'settings.size.title',
    'settings.size.description',
  ]);
});

it('what is missing is told with its language', () => {
  const bundle = (he: object) => ({ namespace: 'news', texts: { en: texts, ar: texts, he } });
  expect(() => checkSettingTexts(settings, bundle(texts))).not.toThrow();
  const lacking = { settings: { ...texts.settings, size: { title: '' } } };
  expect(() => checkSettingTexts(settings, bundle(lacking))).toThrow(
    `its settings lack texts in 'locales': he: settings.size.title, he: settings.size.description`,
  );
  expect(() => checkSettingTexts(undefined, bundle({}))).not.toThrow();
});
