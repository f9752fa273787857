import { type RequestContext, roles, route } from '@promenade/core';
import { z } from 'zod';
import { SessionReader, type SessionRights } from '../service/session-reader.js';

const sessionView = z.object({
  subject: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  csrf_token: z
    .string()
    .nullable()
    .describe(
      'To be sent as Promenade-CSRF with every change; null for callers with a bearer token',
    ),
  merchants: z.array(z.object({ id: z.guid(), name: z.string() })),
  merchant_id: z.guid().describe('The merchant that permissions and pages are told for'),
  permissions: z.array(z.string()),
  pages: z.array(
    z.object({
      plugin_id: z.string(),
      path: z.string(),
      title_key: z.string().describe("Key of the title in the plugin's i18n namespace"),
      icon: z.string(),
      placement: z.enum(['main', 'account']),
    }),
  ),
});

const viewOf = (
  { principal, merchantId, csrfToken }: RequestContext,
  { permissions, pages }: SessionRights,
): z.output<typeof sessionView> => ({
  subject: principal.subject,
  name: principal.name,
  roles: [...principal.roles],
  csrf_token: csrfToken ?? null,
  merchants: principal.merchants.map(({ id, name }) => ({ id, name })),
  merchant_id: merchantId,
  permissions: [...permissions],
  pages: pages.map(({ pluginId, page: { path, title, icon, placement } }) => ({
    plugin_id: pluginId,
    path,
    title_key: title,
    icon,
    placement,
  })),
});

/** `/api/platform/v1/session` */
export const sessionRoutes = [
  route({
    method: 'get',
    path: '/session',
    permission: 'platform.session.read',
    summary: 'Tell who is signed in, and what this person may do and see at the merchant',
    // The portal asks this before it can know any merchant.
    orFirstMerchant: true,
    reply: { status: 200, description: 'The session', body: sessionView },
    handle: async ({ context }, scope) =>
      viewOf(
        context,
        scope.get(SessionReader).rightsOf(context.merchantId, context.principal.roles),
      ),
  }),
];
