import { Clock, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { noPreferences, type Preferences } from '../domain/preferences.js';
import { quietPeriodAt } from '../domain/quiet-hours.js';
import { DispatchDirectory, type Dispatches } from './dispatch-directory.js';
import { PreferenceStore } from './preference-store.js';

/** What a customer's messages are read with: the merchant's dispatches and the customer's preferences. */
export interface CustomerView {
  readonly dispatches: Dispatches;
  readonly preferences: Preferences;
  /** Dispatches whose messages the customer muted. */
  readonly muted: readonly number[];
  /** Dispatches whose messages came within the quiet hours that last. */
  readonly later: readonly number[];
  readonly laterUntil: Date | undefined;
  /** What of the database it is; says `viewRevision` in the same statement as the messages. */
  readonly revision: string;
}

/** An answer of the database, and the revision that it goes with. */
export interface Answer<T> {
  readonly value: T;
  readonly revision: string;
}

/** The revision of a customer's view, as an expression of SQL. */
export const viewRevision = (tx: Transaction, userId: string): RawBuilder<unknown> => sql`
  coalesce((select revision from inbox.dispatch_revision where merchant_id = ${tx.merchantId}), 0) || ':' ||
  coalesce((select version from inbox.preference where merchant_id = ${tx.merchantId} and user_id = ${userId}), 0)`;

/**
 * Views of customers, in memory. A view that is out of date shows when it is used: the revision is read in the same statement
 * as the messages, so that what any host changed is seen at the next request everywhere.
 */
@injectable()
export class CustomerViews {
  private readonly preferences = new LRUCache<string, Preferences>({ max: 20_000 });

  constructor(
    private readonly directory: DispatchDirectory,
    private readonly store: PreferenceStore,
    private readonly clock: Clock,
  ) {}

  /** Asks with what is known, and again as long as that was out of date. */
  async consistently<T>(
    tx: Transaction,
    userId: string,
    ask: (view: CustomerView) => Promise<Answer<T>>,
  ): Promise<T> {
    for (;;) {
      const view = this.viewOf(tx.merchantId, userId);
      const { value, revision } = await ask(view);
      if (revision === view.revision) return value;
      await this.directory.load(tx);
      this.preferences.set(`${tx.merchantId}:${userId}`, await this.store.find(tx, userId));
    }
  }

  private viewOf(merchantId: string, userId: string): CustomerView {
    const dispatches = this.directory.of(merchantId);
    const preferences = this.preferences.get(`${merchantId}:${userId}`) ?? noPreferences;
    const { mutedKinds, quietHours } = preferences;
    const quiet = quietHours && quietPeriodAt(quietHours, this.clock.now());
    const known = [...dispatches.byNo];
    return {
      dispatches,
      preferences,
      muted:
        mutedKinds.length === 0 ? [] : numbersOf(known, ({ kind }) => mutedKinds.includes(kind)),
      later: quiet ? numbersOf(known, ({ openedAt }) => openedAt >= quiet.since) : [],
      laterUntil: quiet?.until,
      revision: `${dispatches.revision}:${preferences.version}`,
    };
  }
}

const numbersOf = <T>(known: readonly (readonly [number, T])[], holds: (one: T) => boolean) =>
  known.filter(([, dispatch]) => holds(dispatch)).map(([dispatchNo]) => dispatchNo);
