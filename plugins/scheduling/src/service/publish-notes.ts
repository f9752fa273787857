import { Database, Extensions } from '@promenade/core';
import { injectable } from 'inversify';
import { type PublishNote, publishChecks } from '../contract.js';
import { PromotionEventStore } from '../store/promotion-event-store.js';
import { audienceOf } from './event-record.js';

/** A note with the plugin that says it. */
export interface PluginNote extends PublishNote {
  readonly plugin: string;
}

/** What the plugins that are on for a merchant say of an event before it is published. */
@injectable()
export class PublishNotes {
  constructor(
    private readonly database: Database,
    private readonly store: PromotionEventStore,
    private readonly extensions: Extensions,
  ) {}

  /** @throws event-not-found */
  of(merchantId: string, eventId: string): Promise<readonly PluginNote[]> {
    return this.database.transaction(merchantId, async (tx) => {
      const stored = await this.store.get(tx, eventId);
      const { start, end, timezone, promotionPackage } = stored;
      const locales = Object.keys(stored.content);
      const audience = audienceOf(stored.audience);
      const event = { eventId, start, end, timezone, promotionPackage, locales, audience };
      const notes: PluginNote[] = [];
      // One after the other: they share the connection of the transaction.
      for (const { plugin, value } of this.extensions.of(publishChecks, merchantId)) {
        for (const note of await value.notes(tx, event)) notes.push({ ...note, plugin });
      }
      return notes;
    });
  }
}
