import { Database } from '@promenade/core';
import { injectable } from 'inversify';
import { LRUCache } from 'lru-cache';
import type { CustomerView } from '../domain/inbox-list.js';
import type { InboxOwner } from '../domain/inbox-owner.js';
import { noPreferences, type Preferences } from '../domain/preferences.js';
import type { Revised } from './customer-inbox-store.js';
import { DispatchDirectory } from './dispatch-directory.js';
import { PreferenceStore } from './preference-store.js';

/**
 * Views of customers, in memory. The revision comes with each answer of the database, so that what any host changed is seen
 * at the next request everywhere.
 */
@injectable()
export class CustomerViews {
  private readonly preferences = new LRUCache<string, Preferences>({ max: 20_000 });

  constructor(
    private readonly database: Database,
    private readonly directory: DispatchDirectory,
    private readonly store: PreferenceStore,
  ) {}

  /** @returns the view of that revision, or of a later one where that is gone by now */
  async of(owner: InboxOwner, revision: string): Promise<Revised<CustomerView>> {
    const known = this.known(owner);
    if (known.revision === revision) return known;
    const { merchantId, userId } = owner;
    await this.database.transaction(merchantId, async (tx) => {
      const [ofDispatches, ofPreferences] = revision.split(':').map(Number);
      if (this.directory.of(merchantId).revision !== ofDispatches) await this.directory.load(tx);
      if (known.preferences.version !== ofPreferences) {
        this.preferences.set(keyOf(owner), await this.store.find(tx, userId));
      }
    });
    return this.known(owner);
  }

  private known(owner: InboxOwner): Revised<CustomerView> {
    const { revision, byNo } = this.directory.of(owner.merchantId);
    const preferences = this.preferences.get(keyOf(owner)) ?? noPreferences;
    return { dispatches: byNo, preferences, revision: `${revision}:${preferences.version}` };
  }
}

const keyOf = ({ merchantId, userId }: InboxOwner): string => `${merchantId}:${userId}`;
