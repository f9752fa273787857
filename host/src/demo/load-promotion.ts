import { z } from 'zod';
import { demoEvent, demoPackage } from './demo-event.js';
import { demoTiers } from './demo-tiers.js';
import type { ApiSubject, PlatformApi } from './platform-api.js';

const tierList = z.object({ items: z.array(z.object({ tier_id: z.string() })) });

/** Creates the demo's tiers that a merchant lacks. @returns how many */
export const loadTiers = async (api: PlatformApi, admin: ApiSubject): Promise<number> => {
  const path = '/api/campaign-vip/v1/tiers';
  const { items } = await api.call(admin, 'GET', path, tierList);
  const missing = demoTiers.filter(
    (tier) => !items.some(({ tier_id }) => tier_id === tier.tier_id),
  );
  for (const body of missing) await api.call(admin, 'POST', path, z.unknown(), { body });
  return missing.length;
};

const eventView = z.object({
  event_id: z.string(),
  promotion_package: z.string(),
  status: z.string(),
  version: z.number(),
  end_datetime: z.iso.datetime().transform((text) => new Date(text)),
});
const eventList = z.object({ items: z.array(eventView), next_cursor: z.string().nullable() });

const path = '/api/scheduling/v1/events';

/** Publishes the demo's event where none of it runs. @returns its id, and whether it is new */
export const loadEvent = async (
  api: PlatformApi,
  admin: ApiSubject,
  now: Date,
): Promise<{ readonly id: string; readonly isNew: boolean }> => {
  const running = await runningEvents(api, admin, now);
  const published = running.find(({ status }) => status === 'PUBLISHED');
  if (published) return { id: published.event_id, isNew: false };
  // A draft is what a load that was cut short left behind.
  const draft =
    running.find(({ status }) => status === 'DRAFT') ??
    (await api.call(admin, 'POST', path, eventView, { body: demoEvent(now) }));
  await api.call(admin, 'POST', `${path}/${draft.event_id}/publish`, eventView, {
    version: draft.version,
  });
  return { id: draft.event_id, isNew: true };
};

const runningEvents = async (
  api: PlatformApi,
  admin: ApiSubject,
  now: Date,
): Promise<z.output<typeof eventView>[]> => {
  const found: z.output<typeof eventView>[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ from: now.toISOString(), limit: '100' });
    if (cursor !== null) query.set('cursor', cursor);
    const page: z.output<typeof eventList> = await api.call(
      admin,
      'GET',
      `${path}?${query.toString()}`,
      eventList,
    );
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found.filter(
    (event) => event.promotion_package === demoPackage && event.end_datetime > now,
  );
};
