import { describe, expect, it } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { campaignV1, customerCreated } from '@promenade/proto';
import { onEvent } from '../events/on-event.js';
import { rpc } from '../grpc/rpc.js';
import { route } from '../http/route.js';
import type { JobContribution } from '../jobs/job.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkCollisions } from './check-collisions.js';
import type { Contributions } from './define-plugin.js';

const permission = 'news.read';

const handler = (group?: string) =>
  onEvent(customerCreated, { permission, group, handle: async () => undefined });
const get = (path: string) =>
  route({
    method: 'get',
    path,
    permission,
    summary: 'Read',
    reply: { status: 204, description: 'Nothing' },
    handle: async () => undefined,
  });
const job: JobContribution = {
  name: 'tidy',
  permission,
  cron: '@hourly',
  per: 'installation',
  run: async () => undefined,
};
const timer = { name: 'due', permission, fire: async () => undefined };
const page = { path: '/news', title: 'news', permission, icon: 'news', placement: 'main' } as const;
const portal = { package: '@sample/portal', pages: [page] };
const campaign = rpc(campaignV1.CampaignServiceService, {
  getVipTier: { permission, handle: async () => ({}) },
  listVipTiers: { permission, handle: async () => ({ tiers: [], nextPageToken: '' }) },
});
class First001 extends Migration {
  override up(): void {
    this.addSql('select 1');
  }
}

const faultsOf = (...plugins: readonly [id: string, contributes: Contributions][]) =>
  checkCollisions(plugins.map(([id, contributes]) => samplePlugin(id, { contributes }).spec));

describe('within a plugin', () => {
  it.each<[what: string, contributes: Contributions, cure: string]>([
    [
      "handler of 'customer.created' in the consumer group 'news'",
      { events: [handler(), handler('news')] },
      "give one of them a 'group' of its own",
    ],
    ['route GET /news/:…', { routes: [get('/news/:id'), get('/news/:key')] }, 'another method'],
    ["job 'tidy'", { jobs: [job, job] }, 'rename'],
    ["timer 'due'", { timers: [timer, timer] }, 'rename'],
    [
      "contract of 'customer.created' under 'produces'",
      { produces: [customerCreated, customerCreated] },
      'list it once',
    ],
    ["portal page '/news'", { portal: { ...portal, pages: [page, page] } }, 'another path'],
    [
      "gRPC service 'campaign.v1.CampaignService'",
      { grpc: [campaign, campaign] },
      'contribute it once',
    ],
    [
      "migration 'First001'",
      { migrations: { schema: 'news', list: [First001, First001] } },
      'list it once',
    ],
  ])('refuses a second %s', (what, contributes, cure) => {
    expect(faultsOf(['news', contributes])).toEqual([
      {
        plugin: 'news',
        cause: `it contributes the ${what} more than once`,
        cure: expect.stringContaining(cure),
      },
    ]);
  });

  it('takes what differs', () => {
    const contributes: Contributions = {
      events: [handler(), handler('news-archive')],
      routes: [get('/news'), get('/news/:id'), { ...get('/news'), method: 'post' }],
      jobs: [job, { ...job, name: 'sweep' }],
      timers: [timer, { ...timer, name: 'over' }],
    };
    expect(faultsOf(['news', contributes])).toEqual([]);
  });
});

describe('among plugins', () => {
  it.each<[what: string, ofMail: Contributions, ofNews: Contributions, cure: string]>([
    [
      "handler of 'customer.created' in the consumer group 'mail'",
      { events: [handler()] },
      { events: [handler('mail')] },
      "give one of them a 'group' of its own",
    ],
    ["portal page '/news'", { portal }, { portal }, 'another path'],
    [
      "gRPC service 'campaign.v1.CampaignService'",
      { grpc: [campaign] },
      { grpc: [campaign] },
      'contribute it once',
    ],
    [
      "migration schema 'shared'",
      { migrations: { schema: 'shared', list: [] } },
      { migrations: { schema: 'shared', list: [] } },
      'a schema of its own',
    ],
  ])('refuses a second %s', (what, ofMail, ofNews, cure) => {
    expect(faultsOf(['mail', ofMail], ['news', ofNews])).toEqual([
      {
        plugin: 'news',
        cause: `its ${what} is that of 'mail' too`,
        cure: expect.stringContaining(cure),
      },
    ]);
  });

  it("refuses the core's own schema", () => {
    expect(faultsOf(['news', { migrations: { schema: 'promenade', list: [] } }])).toEqual([
      {
        plugin: 'news',
        cause: "its migration schema 'promenade' is that of 'core' too",
        cure: 'give the plugin a schema of its own',
      },
    ]);
  });

  it('lets each have its own of what is counted within a plugin', () => {
    const contributes: Contributions = {
      events: [handler()],
      routes: [get('/news')],
      jobs: [job],
      timers: [timer],
    };
    expect(faultsOf(['mail', contributes], ['news', contributes])).toEqual([]);
  });

  it('does not hold a plugin that is listed twice against itself', () => {
    expect(faultsOf(['news', { portal }], ['news', { portal }])).toEqual([]);
  });
});
