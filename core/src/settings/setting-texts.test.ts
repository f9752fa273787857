import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { settingTextKeys } from './setting-texts.js';
import { merchantSettings } from './settings-definition.js';

const settings = merchantSettings({
  version: 1,
  schema: z.object({
    look: z.enum(['wide', 'compact']).default('wide'),
    size: z.int().min(1).max(9).default(1),
  }),
});

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
