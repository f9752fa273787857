import { coreError, route } from '@promenade/core';
import { z } from 'zod';
import { VipTiers } from '../service/vip-tiers.js';
import { newTierBody, tierBody, tierParams, tierView } from './tier-schemas.js';
import { fieldsOf, viewOf } from './tier-view.js';

const tierReply = {
  status: 200,
  description: 'The tier with its texts in all locales',
  body: tierView,
  version: ({ version }: { version: number }) => version,
} as const;

/** `/api/campaign-vip/v1/tiers` */
export const tierRoutes = [
  route({
    method: 'get',
    path: '/tiers',
    permission: 'campaign-vip.tiers.read',
    summary: 'List the VIP tiers by points',
    reply: {
      status: 200,
      description: 'All tiers of the merchant',
      body: z.object({ items: z.array(tierView) }),
    },
    handle: async ({ context }, scope) => {
      const tiers = await scope.get(VipTiers).list(context.merchantId);
      return { items: tiers.map(viewOf) };
    },
  }),
  route({
    method: 'post',
    path: '/tiers',
    permission: 'campaign-vip.tiers.write',
    summary: 'Create a VIP tier',
    body: newTierBody,
    reply: { ...tierReply, status: 201, location: ({ tier_id }) => `/tiers/${tier_id}` },
    handle: async ({ body, context }, scope) =>
      viewOf(
        await scope
          .get(VipTiers)
          .create(context.merchantId, fieldsOf(body.tier_id, body), context.principal.subject),
      ),
  }),
  route({
    method: 'get',
    path: '/tiers/:tier_id',
    permission: 'campaign-vip.tiers.read',
    summary: 'Get a VIP tier',
    params: tierParams,
    reply: tierReply,
    handle: async ({ params, context }, scope) =>
      viewOf(await scope.get(VipTiers).get(context.merchantId, params.tier_id)),
  }),
  route({
    method: 'put',
    path: '/tiers/:tier_id',
    permission: 'campaign-vip.tiers.write',
    summary: 'Replace a VIP tier, its translations included',
    params: tierParams,
    body: tierBody,
    ifMatch: true,
    reply: tierReply,
    handle: async ({ params, body, expectedVersion, context }, scope) => {
      if (body.tier_id !== undefined && body.tier_id !== params.tier_id) {
        throw coreError('validation-failed', {
          fields: [{ path: '/tier_id', code: 'tier-id-fixed', namespace: scope.pluginId }],
        });
      }
      const fields = fieldsOf(params.tier_id, body);
      const { merchantId, principal } = context;
      return viewOf(
        await scope.get(VipTiers).replace(merchantId, fields, expectedVersion, principal.subject),
      );
    },
  }),
];
