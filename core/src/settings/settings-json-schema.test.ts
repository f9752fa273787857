import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { localeChoice, timeOfDay } from './setting-kinds.js';
import { merchantSettings } from './settings-definition.js';
import { settingsJsonSchema } from './settings-json-schema.js';

it('names the control, the default and the limits of every setting', () => {
  const { properties, ...rest } = settingsJsonSchema(
    merchantSettings({
      version: 1,
      schema: z.object({
        at: timeOfDay().default('09:00'),
        size: z.int().min(1).max(9).default(1),
        channels: z.array(z.enum(['mail', 'push'])).default(['mail']),
        names: z.array(z.string().max(5)).max(2).default([]),
        language: localeChoice().default('en'),
        home: z.url().max(99).default('https://example.com'),
      }),
    }),
  );
  expect(rest).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
  });
  expect(properties).toEqual({
    at: { type: 'string', 'x-kind': 'time-of-day', default: '09:00' },
    size: { type: 'integer', minimum: 1, maximum: 9, 'x-kind': 'integer', default: 1 },
    channels: {
      type: 'array',
      items: { type: 'string', enum: ['mail', 'push'] },
      'x-kind': 'choices',
      default: ['mail'],
    },
    names: {
      type: 'array',
      maxItems: 2,
      items: { type: 'string', maxLength: 5 },
      'x-kind': 'texts',
      default: [],
    },
    language: { type: 'string', enum: ['en', 'ar', 'he'], 'x-kind': 'locale', default: 'en' },
    home: {
      type: 'string',
      format: 'uri',
      maxLength: 99,
      'x-kind': 'url',
      default: 'https://example.com',
    },
  });
});
