import {
  PluginDirectory,
  type PluginScope,
  type PluginState,
  type RequestContext,
  route,
  SettingsDirectory,
} from '@promenade/core';
import { z } from 'zod';

const pluginView = z.object({
  id: z.string(),
  version: z.string(),
  enablement: z
    .enum(['always', 'opt-in', 'opt-out'])
    .describe('Whether a merchant has it always, only when switched on, or unless switched off'),
  enabled: z.boolean().describe('Whether it works for the merchant right now'),
  depends_on: z.array(z.string()).describe('Plugins without which it is off'),
  required_by: z.array(z.string()).describe('Plugins that go off and on with it'),
  has_settings: z.boolean().describe('Whether there are settings that the caller may see now'),
});

const viewOf = (
  { spec, enabled, dependsOn, requiredBy }: PluginState,
  { merchantId, principal }: RequestContext,
  scope: PluginScope,
): z.output<typeof pluginView> => ({
  id: spec.id,
  version: spec.version,
  enablement: spec.enablement,
  enabled,
  depends_on: [...dependsOn],
  required_by: [...requiredBy],
  has_settings: scope
    .get(SettingsDirectory)
    .isReadable({ merchantId, pluginId: spec.id, roles: principal.roles }),
});

/** `/api/platform/v1/plugins` */
export const pluginRoutes = [
  route({
    method: 'get',
    path: '/plugins',
    permission: 'platform.plugins.read',
    summary: 'List the installed plugins and whether they are on for the merchant',
    reply: {
      status: 200,
      description: 'All installed plugins, in the order in which they start',
      body: z.object({ items: z.array(pluginView) }),
    },
    handle: async ({ context }, scope) => ({
      items: scope
        .get(PluginDirectory)
        .list(context.merchantId)
        .map((state) => viewOf(state, context, scope)),
    }),
  }),
  route({
    method: 'put',
    path: '/plugins/:id',
    permission: 'platform.plugins.write',
    summary: 'Switch a plugin on or off for the merchant; its data is kept',
    params: z.strictObject({ id: z.string().max(100) }),
    body: z.strictObject({ enabled: z.boolean() }),
    reply: { status: 200, description: 'The plugin as it is now', body: pluginView },
    handle: async ({ params, body, context }, scope) =>
      viewOf(
        await scope.get(PluginDirectory).switch(context.merchantId, {
          pluginId: params.id,
          enabled: body.enabled,
          by: context.principal.subject,
        }),
        context,
        scope,
      ),
  }),
];
