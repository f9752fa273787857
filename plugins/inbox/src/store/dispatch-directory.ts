import { Database } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Dispatch } from '../domain/dispatch.js';
import type { LocalizedContent } from '../domain/message-content.js';

export interface Dispatches {
  /** What of the database this is. */
  readonly revision: number;
  readonly byNo: ReadonlyMap<number, Dispatch>;
}

interface Row {
  dispatch_no: number;
  event_id: string;
  dispatch_date: string;
  kind: string;
  opened_at: Date;
  is_retracted: boolean;
  contents: LocalizedContent[];
}

/** Of all merchants that are kept in memory: some 100 MB where texts are Arabic or Hebrew. */
const mostCharacters = 50_000_000;
/** What a dispatch takes beside its texts. */
const frame = 400;

const charactersOf = ({ byNo }: Dispatches): number =>
  [...byNo.values()]
    .flatMap(({ contents }) => contents)
    .reduce((sum, { title, body }) => sum + title.length + body.length + frame, frame);

/**
 * The merchants' dispatches with their contents, in memory: a few hundred rows that all messages of a merchant share. The
 * revision comes with each answer of the database, so that what any host changed is seen at the next request everywhere.
 */
@injectable()
export class DispatchDirectory {
  private readonly known = new LRUCache<string, Dispatches>({
    maxSize: mostCharacters,
    sizeCalculation: charactersOf,
  });
  private readonly loading = new Map<string, Promise<Dispatches>>();

  constructor(private readonly database: Database) {}

  /** @returns those of that revision or a later one; of an earlier one where the loading was under way already */
  at(merchantId: string, revision: number): Promise<Dispatches> | Dispatches {
    const known = this.known.get(merchantId);
    if (known && known.revision >= revision) return known;
    const underWay =
      this.loading.get(merchantId) ??
      this.load(merchantId).finally(() => this.loading.delete(merchantId));
    this.loading.set(merchantId, underWay);
    return underWay;
  }

  private async load(merchantId: string): Promise<Dispatches> {
    const { rows } = await this.database.transaction(merchantId, (tx) =>
      sql<Row & { revision: string }>`
      select known.revision, d.*
      from (select coalesce((select revision from inbox.dispatch_revision where merchant_id = ${merchantId}), 0) as revision) known
      left join lateral (
        select d.dispatch_no, d.event_id, d.dispatch_date::text as dispatch_date, d.kind, d.opened_at,
          d.retracted_at is not null as is_retracted,
          jsonb_agg(jsonb_build_object('locale', c.locale, 'title', c.title, 'body', c.body) order by c.locale_no) as contents
        from inbox.dispatch d join inbox.dispatch_content c using (merchant_id, dispatch_no)
        where d.merchant_id = ${merchantId}
          -- Of a day that is dropped there are no messages, whatever was gathered before.
          and to_regclass('inbox.message_' || to_char(d.dispatch_date, 'YYYYMMDD')) is not null
        group by d.merchant_id, d.dispatch_no, d.event_id, d.dispatch_date, d.kind, d.opened_at, d.retracted_at
      ) d on true`.execute(tx.sql),
    );
    // Without any dispatch there is one row, which names the revision only.
    const found = rows.filter((row) => row.dispatch_no !== null);
    const dispatches = {
      revision: Number(rows[0]?.revision ?? 0),
      byNo: new Map(found.map((row) => [row.dispatch_no, dispatchOf(row)])),
    };
    this.known.set(merchantId, dispatches);
    return dispatches;
  }
}

const dispatchOf = (row: Row): Dispatch => ({
  eventId: row.event_id,
  dispatchDate: row.dispatch_date,
  kind: row.kind,
  openedAt: new Date(row.opened_at),
  isRetracted: row.is_retracted,
  contents: row.contents,
});
