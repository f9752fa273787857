import { campaignV1 } from '@promenade/proto';
import { z } from 'zod';
import { samplePlugin } from '../../testing/sample-plugin.js';
import { type RpcCall, rpc } from '../rpc.js';

type Get = (call: RpcCall<campaignV1.GetVIPTierRequest>) => Promise<campaignV1.GetVIPTierResponse>;

const empty: Get = async () => ({});

/** What `GetVIPTier` does: a test puts its own in. */
export const behaviour: { get: Get } = { get: empty };

/** A plugin that serves campaign.v1. */
export const campaign = samplePlugin('campaign', {
  permissions: {
    'campaign.tiers.read': { summary: 'Read tiers', roles: ['service', 'merchant-admin'] },
  },
  contributes: {
    grpc: [
      rpc(campaignV1.CampaignServiceService, {
        getVipTier: {
          permission: 'campaign.tiers.read',
          request: z.object({ tierId: z.string().min(1).max(10) }),
          handle: (call) => behaviour.get(call),
        },
        listVipTiers: {
          permission: 'campaign.tiers.read',
          handle: async () => ({ tiers: [], nextPageToken: '' }),
        },
      }),
    ],
  },
});
