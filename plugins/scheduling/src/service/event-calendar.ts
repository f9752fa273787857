import {
  Clock,
  coreError,
  Database,
  defineErrors,
  MerchantSettings,
  Outbox,
} from '@promenade/core';
import { promotionEvents } from '@promenade/proto';
import { injectable } from 'inversify';
import { v7 as uuidv7 } from 'uuid';
import { withoutRepeats } from '../domain/audience.js';
import { dayOf } from '../domain/dispatch-plan.js';
import type { NewPromotionEvent, PromotionEventFields } from '../domain/promotion-event-fields.js';
import {
  type Refusal,
  refusalToEdit,
  refusalToPublish,
  refusalToUnpublish,
} from '../domain/promotion-event-status.js';
import { DispatchDayStore } from '../store/dispatch-day-store.js';
import { PromotionEvent } from '../store/promotion-event.js';
import {
  type EventFilter,
  type PromotionEventLine,
  PromotionEventStore,
} from '../store/promotion-event-store.js';
import { eventRecord } from './event-record.js';
import { schedulingSettings } from './scheduling-settings.js';
import { windowFieldFault } from './window-field-fault.js';

const fail = defineErrors('scheduling', {
  'event-already-published': 'conflict',
  'event-expired': 'conflict',
  'event-not-published': 'conflict',
  'event-window-over': 'conflict',
  'event-zone-fixed': 'conflict',
});

const refuse = (refusal: Refusal | undefined): void => {
  if (refusal) throw fail(refusal);
};

const checkWindow = (window: { readonly start: Date; readonly end: Date }): void => {
  const fault = windowFieldFault(window);
  if (fault) {
    const { field, ...told } = fault;
    throw coreError('validation-failed', {
      fields: [{ ...told, path: `/${field}`, namespace: 'scheduling' }],
    });
  }
};

/** The merchant's use cases on promotion events. A change that others act on leaves through the outbox with the row. */
@injectable()
export class EventCalendar {
  constructor(
    private readonly database: Database,
    private readonly store: PromotionEventStore,
    private readonly days: DispatchDayStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly settings: MerchantSettings,
  ) {}

  list(
    merchantId: string,
    filter: EventFilter,
  ): Promise<{ items: PromotionEventLine[]; next_cursor: string | null }> {
    return this.database.transaction(merchantId, (tx) => this.store.list(tx, filter));
  }

  get(merchantId: string, eventId: string): Promise<PromotionEvent> {
    return this.database.transaction(merchantId, (tx) => this.store.get(tx, eventId));
  }

  /** What is not given is as the merchant's settings say. @throws validation-failed when the window is none. */
  create(merchantId: string, fields: NewPromotionEvent): Promise<PromotionEvent> {
    checkWindow(fields);
    const now = this.clock.now();
    return this.database.transaction(merchantId, async (tx) => {
      const defaults = await this.settings.of(schedulingSettings, tx);
      const event = Object.assign(new PromotionEvent(), fields, {
        timezone: fields.timezone ?? defaults.default_timezone,
        dispatchTime: fields.dispatchTime ?? defaults.default_dispatch_time,
        audience: withoutRepeats(fields.audience),
        merchantId,
        eventId: uuidv7(),
        createdAt: now,
        updatedAt: now,
      });
      await this.store.save(tx, event);
      return event;
    });
  }

  /**
   * @throws event-not-found, version-mismatch, event-expired; event-zone-fixed when a published event would change its
   * zone; validation-failed when the window would not be one.
   */
  update(
    merchantId: string,
    eventId: string,
    version: number,
    changes: Partial<PromotionEventFields>,
  ): Promise<PromotionEvent> {
    return this.database.transaction(merchantId, async (tx) => {
      const event = await this.store.getAt(tx, eventId, version);
      refuse(refusalToEdit(event, changes));
      Object.assign(event, changes, { updatedAt: this.clock.now() });
      event.audience = withoutRepeats(event.audience);
      checkWindow(event);
      await this.store.save(tx, event);
      if (event.status === 'PUBLISHED') {
        await this.outbox.append(tx, promotionEvents, [eventRecord(event)]);
      }
      return event;
    });
  }

  /**
   * An event that is published again goes on with today where it was taken back: customers who have today's message do not
   * get another. `publishedAt` stays the first time.
   * @throws event-not-found, version-mismatch, event-already-published, event-expired, event-window-over
   */
  publish(merchantId: string, eventId: string, version: number): Promise<PromotionEvent> {
    const now = this.clock.now();
    return this.database.transaction(merchantId, async (tx) => {
      const event = await this.store.getAt(tx, eventId, version);
      refuse(refusalToPublish(event, now));
      event.status = 'PUBLISHED';
      if (event.publishedAt) await this.days.reopen(tx, eventId, dayOf(event, now));
      event.publishedAt ??= now;
      event.updatedAt = now;
      await this.store.save(tx, event);
      await this.outbox.append(tx, promotionEvents, [eventRecord(event)]);
      return event;
    });
  }

  /**
   * Takes a published event back. Nothing more is dispatched, not even what is left of today; messages already in inboxes
   * stay.
   * @throws event-not-found, version-mismatch, event-not-published, event-expired
   */
  unpublish(merchantId: string, eventId: string, version: number): Promise<PromotionEvent> {
    return this.database.transaction(merchantId, async (tx) => {
      const event = await this.store.getAt(tx, eventId, version);
      refuse(refusalToUnpublish(event));
      event.status = 'DRAFT';
      event.updatedAt = this.clock.now();
      await this.store.save(tx, event);
      await this.outbox.append(tx, promotionEvents, [eventRecord(event)]);
      return event;
    });
  }

  /** Messages already in inboxes stay. @throws event-not-found, version-mismatch */
  async remove(merchantId: string, eventId: string, version: number): Promise<void> {
    await this.database.transaction(merchantId, async (tx) => {
      const event = await this.store.getAt(tx, eventId, version);
      await this.store.remove(tx, event);
      if (!event.publishedAt) return;
      await this.outbox.append(tx, promotionEvents, [eventRecord(event, 'DELETED', version + 1)]);
    });
  }
}
