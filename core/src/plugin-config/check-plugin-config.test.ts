import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkPluginConfig } from './check-plugin-config.js';
import { pluginConfig } from './plugin-config-definition.js';
import { secret } from './secret.js';

const withFields = (id: string, shape: z.core.$ZodLooseShape) =>
  samplePlugin(id, { config: pluginConfig(z.object(shape)) }).spec;

test('a flat object of strings, numbers, booleans, enums and lists is accepted', () => {
  const fields = withFields('mail', {
    from: z.email(),
    name: z.string().min(1).default('x'),
    size: z.int().optional(),
    fast: z.boolean().default(true),
    mode: z.enum(['a', 'b']),
    tags: z.array(z.string()).default([]),
    key: secret().optional(),
  });
  expect(checkPluginConfig([fields, samplePlugin('plain').spec])).toEqual([]);
});

test('what the environment could not give is refused, all at once', () => {
  const fields = withFields('mail', {
    chunkSize: z.int(),
    retry: z.object({ times: z.int() }),
    sizes: z.array(z.int()),
    key: secret().default('hush-hush'),
  });
  expect(checkPluginConfig([fields])).toEqual([
    {
      plugin: 'mail',
      cause: "its config field 'chunkSize' is not snake_case",
      cure: "name it with lower-case words joined by '_'",
    },
    ...['retry', 'sizes'].map((name) => ({
      plugin: 'mail',
      cause: `its config field '${name}' is of a type that the environment cannot give`,
      cure: 'make it a string, a number, a boolean, an enum or a list of strings',
    })),
    {
      plugin: 'mail',
      cause: "its config field 'key' is a secret with a default",
      cure: 'remove the default, or make it no secret',
    },
  ]);
});

test('no variable gives two fields', () => {
  const faults = checkPluginConfig([
    withFields('mail', { box_size: z.int() }),
    withFields('mail-box', { size: z.int() }),
  ]);
  expect(faults).toEqual([
    {
      plugin: 'mail-box',
      cause:
        "its config field 'size' is given by PROMENADE_PLUGIN_MAIL_BOX_SIZE, as is 'box_size' of 'mail'",
      cure: 'rename one of the fields',
    },
  ]);
});
