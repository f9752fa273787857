import type { Transaction } from '@promenade/core';
import type {
  EventToPublish,
  PublishCheck,
  PublishNote,
} from '@promenade/plugin-scheduling/contract';
import { injectable } from 'inversify';
import { foreignReaders } from '../domain/foreign-readers.js';
import { AudienceStore } from '../store/audience-store.js';

/** Says before an event is published whom it reaches, and in whose language it is not written. */
@injectable()
export class AudienceCheck implements PublishCheck {
  constructor(private readonly audience: AudienceStore) {}

  async notes(
    tx: Transaction,
    { eventId, audience, locales }: EventToPublish,
  ): Promise<readonly PublishNote[]> {
    const { customers } = audience;
    const scope = { merchantId: tx.merchantId, eventId, audience, customers };
    const readers = await this.audience.readers(tx, scope);
    const reached = readers.reduce((sum, { customers }) => sum + customers, 0);
    if (reached === 0) return [{ code: 'nobody', kind: 'warning' }];
    const foreign = foreignReaders(readers, locales);
    return [
      { code: 'reach', kind: 'info', params: { count: reached } },
      ...(foreign === 0
        ? []
        : [{ code: 'other-language', kind: 'warning' as const, params: { count: foreign } }]),
    ];
  }
}
