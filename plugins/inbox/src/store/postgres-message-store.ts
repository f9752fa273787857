import { Database, type FanOutTransaction, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { DispatchDay, MessageStore, OpenDispatch } from '../contract.js';
import { type DispatchMessages, messageColumns, messageRows } from '../domain/message-rows.js';
import { growRevision, lockEvent } from './dispatch-changes.js';

const target = `inbox.message (${messageColumns})`;

@injectable()
export class PostgresMessageStore implements MessageStore {
  constructor(private readonly database: Database) {}

  async prepare(merchantId: string, day: string): Promise<void> {
    await this.database.statement(merchantId, sql`select inbox.open_day(${day}::date)`);
  }

  async open(tx: Transaction, day: DispatchDay): Promise<OpenDispatch> {
    for (;;) {
      const known = await find(tx, day);
      if (known) return known;
      // Another day of the merchant may have taken the number meanwhile, or another host opened this one.
      const dispatchNo = await claimNumber(tx, day);
      if (dispatchNo !== undefined) await putContent(tx, dispatchNo, day);
    }
  }

  async write(tx: FanOutTransaction, { dispatchNo, rows }: DispatchMessages): Promise<void> {
    await noteArrival(tx, dispatchNo);
    await tx.copy(target, rows);
  }

  async writeMissing(tx: FanOutTransaction, messages: DispatchMessages): Promise<void> {
    const { userIds, buckets, localeNos } = messageRows(messages);
    await noteArrival(tx, messages.dispatchNo);
    await tx.insert(
      `insert into ${target}
       select $1, message.* from unnest($2::smallint[], $3::smallint[], $4::uuid[]) as message
       on conflict do nothing`,
      [messages.dispatchNo, localeNos, buckets, userIds],
    );
  }
}

/** Says which dispatch the messages are of that the transaction writes next, so that readers look nowhere else for them. */
const noteArrival = async (tx: FanOutTransaction, dispatchNo: number): Promise<void> => {
  await tx.insert(
    `insert into inbox.arrival (dispatch_no)
     select set_config('inbox.dispatch_no', $1, true)::integer on conflict do nothing`,
    [String(dispatchNo)],
  );
};

const find = async (
  tx: Transaction,
  { eventId, dispatchDate }: DispatchDay,
): Promise<OpenDispatch | undefined> => {
  const { rows } = await sql<{ dispatch_no: number; locales: string[] }>`
    select d.dispatch_no, array_agg(c.locale order by c.locale_no) as locales
    from inbox.dispatch d join inbox.dispatch_content c using (merchant_id, dispatch_no)
    where d.merchant_id = ${tx.merchantId} and d.event_id = ${eventId} and d.dispatch_date = ${dispatchDate}
    group by d.dispatch_no`.execute(tx.sql);
  const [row] = rows;
  return row && { dispatchNo: row.dispatch_no, locales: row.locales };
};

const claimNumber = async (
  tx: Transaction,
  { eventId, dispatchDate, kind }: DispatchDay,
): Promise<number | undefined> => {
  await lockEvent(tx, eventId);
  const { rows } = await sql<{ dispatch_no: number }>`
    insert into inbox.dispatch (merchant_id, event_id, dispatch_date, dispatch_no, kind, retracted_at)
    select ${tx.merchantId}, ${eventId}, day, coalesce(max(dispatch_no) + 1, inbox.first_no(day)), ${kind},
      -- A day of a retracted event is retracted too.
      (select max(retracted_at) from inbox.dispatch where merchant_id = ${tx.merchantId} and event_id = ${eventId})
    from (select ${dispatchDate}::date as day) the
    left join inbox.dispatch on merchant_id = ${tx.merchantId}
      and dispatch_no >= inbox.first_no(day) and dispatch_no < inbox.first_no(day + 1)
    group by day
    on conflict do nothing
    returning dispatch_no`.execute(tx.sql);
  return rows[0]?.dispatch_no;
};

const putContent = async (
  tx: Transaction,
  dispatchNo: number,
  { content, contentVersion }: DispatchDay,
): Promise<void> => {
  const contents = Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    insert into inbox.dispatch_content (merchant_id, dispatch_no, locale_no, locale, title, body, content_version)
    select ${tx.merchantId}, ${dispatchNo}, place - 1, locale, title, body, ${contentVersion}
    from unnest(
      ${contents.map(([locale]) => locale)}::text[],
      ${contents.map(([, { title }]) => title)}::text[],
      ${contents.map(([, { body }]) => body)}::text[]) with ordinality as content (locale, title, body, place)`.execute(
    tx.sql,
  );
  await growRevision(tx);
};
