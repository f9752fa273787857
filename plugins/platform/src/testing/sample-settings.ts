import {
  Database,
  definePlugin,
  MerchantSettings,
  merchantSettings,
  route,
  timeZone,
} from '@promenade/core';
import { z } from 'zod';

const locales = new URL('./settings-locales/', import.meta.url);

const boardSettings = merchantSettings({
  version: 1,
  schema: z.object({
    page_size: z.int().min(1).max(100).default(20),
    colour: z.enum(['red', 'blue']).default('blue'),
    timezone: timeZone().default('UTC'),
    label: z
      .string()
      .max(10)
      .refine((text) => /^\d*$/.test(text), { params: { code: 'only-digits' } })
      .default(''),
  }),
});

/** A plugin with settings, and a route that answers what they are. */
export const board = definePlugin({
  id: 'board',
  version: '1.0.0',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: { 'board.read': { summary: 'Read the board', roles: ['merchant-viewer'] } },
  settings: boardSettings,
  contributes: {
    locales,
    routes: [
      route({
        method: 'get',
        path: '/board',
        permission: 'board.read',
        summary: 'Tell the settings in effect',
        reply: { status: 200, description: 'Settings', body: boardSettings.schema },
        handle: async ({ context }, scope) =>
          scope
            .get(Database)
            .transaction(context.merchantId, (tx) =>
              scope.get(MerchantSettings).of(boardSettings, tx),
            ),
      }),
    ],
  },
});

/** A plugin whose settings want permissions of its own. */
export const vault = definePlugin({
  id: 'vault',
  version: '1.0.0',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: {
    'vault.settings.read': {
      summary: 'See how the vault is set',
      roles: ['platform-admin', 'merchant-admin'],
    },
    'vault.settings.write': { summary: 'Set the vault', roles: ['platform-admin'] },
  },
  settings: merchantSettings({
    version: 1,
    schema: z.object({ page_size: z.int().min(1).max(9).default(3) }),
    permission: { read: 'vault.settings.read', write: 'vault.settings.write' },
  }),
  contributes: { locales },
});
