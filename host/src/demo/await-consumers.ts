import { setTimeout as pause } from 'node:timers/promises';
import type { Database, PluginSpec } from '@promenade/core';
import { sql } from 'kysely';
import { OperatorError } from '../operator-error.js';

/** How long nothing may move before one stops waiting, in milliseconds. */
const patience = 30_000;

/**
 * Waits until every plugin that follows a topic has worked through it, so that what is published next finds all customers.
 * @throws OperatorError when nothing moves for 30 s
 */
export const awaitConsumers = async (
  database: Database,
  merchantId: string,
  specs: readonly PluginSpec[],
  topic: string,
): Promise<void> => {
  const groups = groupsOf(specs, topic);
  let least = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  for (;;) {
    const left = await eventsLeft(database, merchantId, groups, topic);
    if (left === 0) return;
    if (left < least) {
      least = left;
      movedAt = performance.now();
    }
    if (performance.now() - movedAt > patience) {
      throw new OperatorError(
        `${left} events of ${topic} were not consumed for ${patience / 1_000} s`,
        "See the host's log for what its consumers are waiting for.",
      );
    }
    await pause(100);
  }
};

/** Groups that take the topic whether or not a merchant has the plugin switched on. */
const groupsOf = (specs: readonly PluginSpec[], topic: string): string[] => [
  ...new Set(
    specs.flatMap(({ id, contributes }) =>
      (contributes?.events ?? [])
        .filter(({ contract, projection }) => contract.topic === topic && projection)
        .map(({ group }) => group ?? id),
    ),
  ),
];

/** The merchant's events that the slowest group has not worked through. */
const eventsLeft = (
  database: Database,
  merchantId: string,
  groups: readonly string[],
  topic: string,
): Promise<number> =>
  database.transaction(merchantId, async (tx) => {
    const { rows } = await sql<{ left: number }>`
      select coalesce(max(sent.events - taken.events), 0)::int as left
      from unnest(${[...groups]}::text[]) as consumer (name)
      cross join lateral (
        select count(*) as events from promenade.processed_events
        where consumer_group = consumer.name and event_type = ${topic}
      ) taken
      cross join (select count(*) as events from promenade.outbox where aggregatetype = ${topic}) sent
    `.execute(tx.sql);
    return rows[0]?.left ?? 0;
  });
