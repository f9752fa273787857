import { definePlugin } from '@promenade/core';
import { auditLog, vipTierAssigned, vipTierUpdated } from '@promenade/proto';
import { campaignRpc } from './entry/campaign-rpc.js';
import { assignDefaultTier } from './entry/events.js';
import { tierRoutes } from './entry/tier-routes.js';
import { DefaultAssignment } from './service/default-assignment.js';
import { TierEvents } from './service/tier-events.js';
import { TierLookup } from './service/tier-lookup.js';
import { TierSource } from './service/tier-source.js';
import { VipTiers } from './service/vip-tiers.js';
import { AssignmentStore } from './store/assignment-store.js';
import { VipTiers001 } from './store/migrations/001-vip-tiers.js';
import { TierAssignments002 } from './store/migrations/002-tier-assignments.js';
import { TierReader } from './store/tier-reader.js';
import { TierStore } from './store/tier-store.js';
import { VipTier } from './store/vip-tier.js';

/** The VIP tiers of a merchant's loyalty campaigns, with names and perks in every language. */
export default definePlugin({
  id: 'campaign-vip',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: {
    'campaign-vip.tiers.read': {
      summary: 'See the VIP tiers',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer', 'service', 'customer'],
    },
    'campaign-vip.tiers.write': {
      summary: 'Create and change VIP tiers',
      roles: ['platform-admin', 'merchant-admin'],
    },
    'campaign-vip.tiers.assign': {
      summary: 'Put new customers into the default tier',
      roles: ['service'],
    },
    'campaign-vip.pages.tiers': {
      summary: 'Open the page of the VIP tiers',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer'],
    },
  },
  // The documented keys have no namespace: `cache:{merchant_id}:{tier_id}`.
  cacheNamespace: '',
  rateLimit: { name: 'campaign', perSecond: 100 },
  bindings: [
    VipTiers,
    TierLookup,
    TierSource,
    TierEvents,
    DefaultAssignment,
    TierStore,
    TierReader,
    AssignmentStore,
  ],
  contributes: {
    routes: tierRoutes,
    grpc: [campaignRpc],
    events: [assignDefaultTier],
    produces: [vipTierAssigned, vipTierUpdated, auditLog],
    migrations: { schema: 'campaign_vip', list: [VipTiers001, TierAssignments002] },
    entities: [VipTier],
    locales: new URL('../locales/', import.meta.url),
    portal: {
      package: '@promenade/plugin-campaign-vip-portal',
      pages: [
        {
          path: '/admin/tiers',
          title: 'pages.tiers',
          permission: 'campaign-vip.pages.tiers',
          icon: 'tiers',
          placement: 'main',
        },
      ],
    },
  },
});
