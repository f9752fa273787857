import { decodeCursor, defineErrors, type Transaction, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Milestone } from '../domain/milestone.js';

const fail = defineErrors('sample-plugin', { 'milestone-exists': 'conflict' });

export interface PageRequest {
  /** Rows of the page, at least 1. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface Row {
  readonly milestone_id: string;
  readonly title: string;
  readonly customers: number;
  /** The query builder gives instants as text. */
  readonly created_at: string;
}

const toMilestone = (row: Row): Milestone => ({
  milestoneId: row.milestone_id,
  title: row.title,
  customers: row.customers,
  createdAt: new Date(row.created_at),
});

/** Keeps milestones. */
@injectable()
export class MilestoneStore {
  /** @throws milestone-exists when one takes the same number of customers */
  async insert(tx: Transaction, milestone: Milestone): Promise<void> {
    const { milestoneId, title, customers, createdAt } = milestone;
    const { numAffectedRows } = await sql`
      insert into sample_plugin.milestone (merchant_id, milestone_id, title, customers, created_at)
      values (${tx.merchantId}, ${milestoneId}, ${title}, ${customers}, ${createdAt})
      on conflict (merchant_id, customers) do nothing
    `.execute(tx.sql);
    if (numAffectedRows === 0n) throw fail('milestone-exists', { params: { customers } });
  }

  /** Newest first: ids are UUID v7, so they order by time. @throws invalid-cursor */
  async list(
    tx: Transaction,
    { limit, cursor }: PageRequest,
  ): Promise<{ items: Milestone[]; next_cursor: string | null }> {
    const [before = null] = decodeCursor(cursor, [z.guid()]) ?? [];
    const { rows } = await sql<Row>`
      select milestone_id, title, customers, created_at
      from sample_plugin.milestone
      where merchant_id = ${tx.merchantId}
        and (${before}::uuid is null or milestone_id < ${before}::uuid)
      order by milestone_id desc
      limit ${limit + 1}
    `.execute(tx.sql);
    return toPage(rows.map(toMilestone), limit, ({ milestoneId }) => [milestoneId]);
  }
}
