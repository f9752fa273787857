import { expect } from '@jest/globals';
import { DeadLetters, GroupReplay, type PluginScope } from '@promenade/core';
import { eventually, queryAs, type TestHost } from '@promenade/core/testing';

const scopeOf = (host: TestHost): PluginScope => {
  const scope = host.started[0]?.scope;
  if (!scope) throw new Error('the host has no plugin');
  return scope;
};

export const deadLettersOf = (host: TestHost): DeadLetters => scopeOf(host).get(DeadLetters);
export const groupReplayOf = (host: TestHost): GroupReplay => scopeOf(host).get(GroupReplay);

/** How many events were ever written, and how many of them have no position yet. */
const outboxOf = async (host: TestHost) => {
  const [outbox] = await queryAs<{ written: string; unstamped: number }>(
    host.urls.relay,
    `select coalesce(max(sequence), 0) as written,
       (count(*) filter (where position is null))::int as unstamped from promenade.outbox`,
  );
  return outbox;
};

/** Waits until every event of the outbox was published, taken by all groups, and none is postponed. */
export const atRest = (host: TestHost, isOverKafka = false): Promise<void> =>
  eventually(async () => {
    const before = await outboxOf(host);
    expect(before?.unstamped).toBe(0);
    if (isOverKafka) {
      const [relay] = await queryAs<{ done: boolean }>(
        host.urls.relay,
        `select (select position from promenade.relay_position) >= (select last from promenade.log_position) as done`,
      );
      expect(relay?.done).toBe(true);
    }
    const lags = (await groupReplayOf(host).groups()).filter(({ lag }) => lag > 0);
    expect(lags).toEqual([]);
    const postponed = await queryAs(host.urls.relay, 'select topic from promenade.postponed_event');
    expect(postponed).toEqual([]);
    // What a group took meanwhile may have been answered by another event, which nobody has taken yet.
    expect(await outboxOf(host)).toEqual(before);
  }, 60_000);
