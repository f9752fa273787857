import { describe, expect, it } from '@jest/globals';
import { campaignV1, customerCreated } from '@promenade/proto';
import type { Role } from '../auth/principal.js';
import { onEvent } from '../events/on-event.js';
import { rpc } from '../grpc/rpc.js';
import { route } from '../http/route.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkContributions } from './check-contributions.js';
import type { Contributions } from './define-plugin.js';
import type { PluginFault } from './plugin-fault.js';

/** One contribution of every kind, each behind the given permission, and what a fault calls it. */
const kinds: Record<string, [what: string, (permission: string) => Contributions]> = {
  route: [
    'route GET /news/:id',
    (permission) => ({
      routes: [
        route({
          method: 'get',
          path: '/news/:id',
          permission,
          summary: 'Read',
          reply: { status: 204, description: 'Nothing' },
          handle: async () => undefined,
        }),
      ],
    }),
  ],
  rpc: [
    'gRPC method /campaign.v1.CampaignService/GetVIPTier',
    (permission) => ({
      grpc: [
        rpc(campaignV1.CampaignServiceService, {
          getVipTier: { permission, handle: async () => ({}) },
          listVipTiers: {
            permission: 'news.serve',
            handle: async () => ({ tiers: [], nextPageToken: '' }),
          },
        }),
      ],
    }),
  ],
  page: [
    'portal page /news',
    (permission) => ({
      portal: {
        package: '@sample/news-portal',
        pages: [{ path: '/news', title: 'news', permission, icon: 'news', placement: 'main' }],
      },
    }),
  ],
  event: [
    'handler of customer.created',
    (permission) => ({
      events: [onEvent(customerCreated, { permission, handle: async () => undefined })],
    }),
  ],
  job: [
    'job tidy',
    (permission) => ({
      jobs: [
        {
          name: 'tidy',
          permission,
          cron: '@hourly',
          per: 'installation',
          run: async () => undefined,
        },
      ],
    }),
  ],
  timer: [
    'timer due',
    (permission) => ({ timers: [{ name: 'due', permission, fire: async () => undefined }] }),
  ],
};
const bySystem = ['event', 'job', 'timer'];

const faultsOf = (kind: string, permission: string): readonly PluginFault[] => {
  const roles = (...names: Role[]) => ({ summary: 'Do', roles: names });
  const contributes = kinds[kind]?.[1](permission) ?? {};
  return checkContributions(
    samplePlugin('news', {
      permissions: { 'news.read': roles('customer'), 'news.serve': roles('service') },
      contributes,
    }).spec,
  );
};

describe.each(Object.entries(kinds))('a contributed %s', (kind, [what]) => {
  it('is accepted behind a declared permission', () => {
    expect(faultsOf(kind, 'news.serve')).toEqual([]);
  });

  it('is refused without a permission', () => {
    expect(faultsOf(kind, '')).toEqual([
      {
        plugin: 'news',
        cause: `its ${what} has no permission`,
        cure: "name one of the plugin's permissions in it",
      },
    ]);
  });

  it('is refused behind a permission that the plugin does not declare', () => {
    expect(faultsOf(kind, 'mail.read')).toEqual([
      {
        plugin: 'news',
        cause: `its ${what} wants the permission 'mail.read', which the plugin does not declare`,
        cure: "declare 'mail.read' under 'permissions'",
      },
    ]);
  });

  it(`${bySystem.includes(kind) ? 'must' : 'need not'} be granted to 'service'`, () => {
    const refused = {
      plugin: 'news',
      cause: `its ${what} wants the permission 'news.read', which the role 'service' does not have`,
      cure: "grant 'news.read' to 'service', or name another permission",
    };
    expect(faultsOf(kind, 'news.read')).toEqual(bySystem.includes(kind) ? [refused] : []);
  });
});

describe('checkContributions', () => {
  it('refuses a method of a gRPC service that has no handler', () => {
    const incomplete = { service: campaignV1.CampaignServiceService, methods: {} };
    const { spec } = samplePlugin('news', { contributes: { grpc: [incomplete] } });
    expect(checkContributions(spec).map(({ cause }) => cause)).toEqual([
      'its gRPC method /campaign.v1.CampaignService/GetVIPTier has no permission',
      'its gRPC method /campaign.v1.CampaignService/ListVIPTiers has no permission',
    ]);
  });
});
