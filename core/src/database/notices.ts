import { sql } from 'kysely';
import type { Listener, NotificationHandler, Unlisten } from './listener.js';
import type { Transaction } from './transaction.js';

/** The channel of a plugin's notices, for triggers that tell by themselves. */
export const noticeChannel = (pluginId: string): string => `promenade_notice_${pluginId}`;

/**
 * What a plugin tells itself on all hosts of an installation, at once and without a trace: a hint to look, never the matter
 * itself, since a host that is not connected misses it.
 */
export class Notices {
  private readonly channel: string;

  constructor(
    pluginId: string,
    private readonly listener: Listener,
  ) {
    this.channel = noticeChannel(pluginId);
  }

  /** Tells every host, this one too, when the transaction commits. @param text fewer than 8,000 bytes; seen by whoever may listen to the database */
  async tell(tx: Transaction, text: string): Promise<void> {
    await sql`select pg_notify(${this.channel}, ${text})`.execute(tx.sql);
  }

  /** Calls the handler with each text, and without one after a lost connection: notices may have been missed. */
  listen(handler: NotificationHandler): Promise<Unlisten> {
    return this.listener.listen(this.channel, handler);
  }
}
