import {
  type PluginSettings,
  type RequestContext,
  route,
  type SettingsAccess,
  SettingsDirectory,
} from '@promenade/core';
import { z } from 'zod';
import { SettingsRights } from '../service/settings-rights.js';

const values = z.record(z.string(), z.unknown());

const settingsView = z.object({
  plugin_id: z.string(),
  values: values.describe('Every setting: what the merchant chose, or the default'),
  chosen: values.describe('What the merchant chose; the other settings follow their defaults'),
  defaults: values,
  schema: values.describe(
    'JSON Schema (2020-12) of the values. `x-kind` of a property names its control in a form: text, long-text, url, email, integer, number, boolean, choice, choices, texts, time-of-day, time-zone, locale',
  ),
  state: z
    .enum(['current', 'newer', 'unreadable'])
    .describe(
      'newer: written by a newer version of the plugin, read as far as it fits, not to be changed here; unreadable: cannot be upgraded, only reset',
    ),
  unfit: z
    .array(z.string())
    .describe('Settings at their default because what was chosen does not fit any more'),
  may_change: z.boolean().describe('Whether the caller may change them'),
  revision: z.int().min(0).describe('Sent as ETag; 0 before the first change'),
  updated_at: z.iso.datetime().nullable(),
  updated_by: z.string().nullable().describe('Subject who changed them last'),
});

const viewOf = (settings: PluginSettings, mayChange: boolean): z.output<typeof settingsView> => ({
  plugin_id: settings.pluginId,
  values: settings.values,
  chosen: settings.chosen,
  defaults: settings.defaults,
  schema: settings.schema,
  state: settings.state,
  unfit: [...settings.unfit],
  may_change: mayChange && settings.mayChange,
  revision: settings.revision,
  updated_at: settings.updatedAt?.toISOString() ?? null,
  updated_by: settings.updatedBy ?? null,
});

const accessOf = (pluginId: string, { merchantId, principal }: RequestContext): SettingsAccess => ({
  merchantId,
  pluginId,
  roles: principal.roles,
});

const params = z.strictObject({ id: z.string().max(100) });

const reply = {
  status: 200,
  description: "The merchant's settings of the plugin",
  body: settingsView,
  version: ({ revision }: { revision: number }) => revision,
} as const;

/** `/api/platform/v1/plugins/:id/settings` */
export const settingsRoutes = [
  route({
    method: 'get',
    path: '/plugins/:id/settings',
    permission: 'platform.settings.read',
    summary: "Get the merchant's settings of a plugin, with their defaults and schema",
    params,
    reply,
    handle: async ({ params: { id }, context }, scope) =>
      viewOf(
        await scope.get(SettingsDirectory).read(accessOf(id, context)),
        scope.get(SettingsRights).mayChange(context.merchantId, context.principal.roles),
      ),
  }),
  route({
    method: 'patch',
    path: '/plugins/:id/settings',
    permission: 'platform.settings.write',
    summary: "Change the merchant's settings of a plugin; null puts one back to its default",
    params,
    body: values.describe('The settings to change, by name (RFC 7396)'),
    ifMatch: true,
    reply,
    handle: async ({ params: { id }, body, expectedVersion, context }, scope) => {
      const change = {
        ...accessOf(id, context),
        revision: expectedVersion,
        by: context.principal.subject,
      };
      return viewOf(await scope.get(SettingsDirectory).change(change, body), true);
    },
  }),
  route({
    method: 'delete',
    path: '/plugins/:id/settings',
    permission: 'platform.settings.write',
    summary: "Put all of the merchant's settings of a plugin back to their defaults",
    params,
    ifMatch: true,
    reply,
    handle: async ({ params: { id }, expectedVersion, context }, scope) => {
      const change = {
        ...accessOf(id, context),
        revision: expectedVersion,
        by: context.principal.subject,
      };
      return viewOf(await scope.get(SettingsDirectory).reset(change), true);
    },
  }),
];
