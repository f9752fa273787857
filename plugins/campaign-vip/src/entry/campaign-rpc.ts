import { rpc } from '@promenade/core';
import { campaignV1 } from '@promenade/proto';
import { z } from 'zod';
import { TierLookup } from '../service/tier-lookup.js';
import { messageOf } from './tier-message.js';

const permission = 'campaign-vip.tiers.read';

/** `campaign.v1.CampaignService` */
export const campaignRpc = rpc(campaignV1.CampaignServiceService, {
  getVipTier: {
    permission,
    request: z.object({ tierId: z.string().min(1) }),
    handle: async ({ request, context }, scope) => ({
      tier: messageOf(
        await scope.get(TierLookup).get(context.merchantId, request.tierId, request.locale),
      ),
    }),
  },
  listVipTiers: {
    permission,
    request: z.object({ pageSize: z.int().min(0), pageToken: z.string().max(500) }),
    handle: async ({ request, context }, scope) => {
      const { locale, pageSize, pageToken } = request;
      const page = await scope
        .get(TierLookup)
        .page(context.merchantId, { locale, pageSize, pageToken });
      return { tiers: page.tiers.map(messageOf), nextPageToken: page.nextToken };
    },
  },
});
