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
  specs: readonly PluginSpec[],
  topic: string,
): Promise<void> => {
  const groups = groupsOf(specs, topic);
  let least = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  for (;;) {
    const left = await recordsLeft(database, groups, topic);
    if (left === 0) return;
    if (left < least) {
      least = left;
      movedAt = performance.now();
    }
    if (performance.now() - movedAt > patience) {
      throw new OperatorError(
        `${left} records of ${topic} were not consumed for ${patience / 1_000} s`,
        "See the host's log for what its consumers are waiting for.",
      );
    }
    await pause(100);
  }
};

const groupsOf = (specs: readonly PluginSpec[], topic: string): string[] => [
  ...new Set(
    specs.flatMap(({ id, contributes }) =>
      (contributes?.events ?? [])
        .filter(({ contract }) => contract.topic === topic)
        .map(({ group }) => group ?? id),
    ),
  ),
];

/** Records that the slowest group has not worked through. */
const recordsLeft = async (
  database: Database,
  groups: readonly string[],
  topic: string,
): Promise<number> => {
  const { rows } = await sql<{ left: number }>`
    select coalesce(max(waiting.records), 0)::int as left
    from unnest(${[...groups]}::text[]) as consumer (name)
    cross join lateral (
      select count(*) as records from promenade.outbox
      where aggregatetype = ${topic} and (position is null or position > coalesce(
        (select position from promenade.consumer_offset
         where consumer_group = consumer.name and topic = ${topic}), 0))
    ) waiting`.execute(database.acrossMerchants());
  return rows[0]?.left ?? 0;
};
