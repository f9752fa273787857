import { Database, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

const lockNotAvailable = '55P03';

/** The days that messages lie in: a partition each, of all merchants, and what merchants have of a day beside it. */
@injectable()
export class DayStore {
  constructor(private readonly database: Database) {}

  /** Makes a day ready for messages; again without effect. @param day `YYYY-MM-DD` */
  async open(day: string): Promise<void> {
    await sql`select inbox.open_day(${day}::date)`.execute(this.database.acrossMerchants());
  }

  /** The days that are there and lie before a day, oldest first. @param day `YYYY-MM-DD` */
  async before(day: string): Promise<readonly string[]> {
    const { rows } = await sql<{ day: string }>`
      select day::text from (
        select to_date(right(c.relname, 8), 'YYYYMMDD') as day
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'inbox.message'::regclass
      ) days where day < ${day}::date order by day`.execute(this.database.acrossMerchants());
    return rows.map((row) => row.day);
  }

  /** Drops the messages of a day. @returns false when the table could not be had at once: then try later */
  async drop(day: string): Promise<boolean> {
    try {
      await sql`select inbox.drop_day(${day}::date)`.execute(this.database.acrossMerchants());
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === lockNotAvailable)
        return false;
      throw error;
    }
  }

  /** Removes what is left of days before a day whose messages are dropped, and arrivals that are of no use. @param day `YYYY-MM-DD` */
  async forget(tx: Transaction, day: string): Promise<void> {
    // Lists that were gathered longer ago than 30 days are not used. A day more, since a transaction may commit long after it began.
    await sql`
      delete from inbox.arrival
      where merchant_id = ${tx.merchantId} and arrived_at < now() - interval '31 days'`.execute(
      tx.sql,
    );
    await sql`
      with gone as (
        delete from inbox.dispatch
        where merchant_id = ${tx.merchantId} and dispatch_no < inbox.first_no(${day}::date)
          and to_regclass('inbox.message_' || to_char(dispatch_date, 'YYYYMMDD')) is null
        returning dispatch_no
      ), contents as (
        delete from inbox.dispatch_content c using gone
        where c.merchant_id = ${tx.merchantId} and c.dispatch_no = gone.dispatch_no
      )
      delete from inbox.message_state s using gone
      where s.merchant_id = ${tx.merchantId} and s.dispatch_no = gone.dispatch_no`.execute(tx.sql);
  }
}
