import { Cache, Database, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import type { Tier } from '../domain/tier.js';
import { TierReader } from '../store/tier-reader.js';
import { tierEntry, tiersEntry } from './cached-tier.js';

/** The key of the whole list. */
const listKey = 'tiers';

/** Tiers as they are read most often: out of the cache where they are there, else out of the database. */
@injectable()
export class TierSource {
  constructor(
    private readonly database: Database,
    private readonly reader: TierReader,
    private readonly cache: Cache,
  ) {}

  /** In ascending order of points, then of tier id. */
  list(merchantId: string): Promise<readonly Tier[]> {
    return this.cache
      .of(merchantId)
      .remember(listKey, tiersEntry, () =>
        this.database.transaction(merchantId, (tx) => this.reader.list(tx)),
      );
  }

  /** @throws tier-not-found */
  get(merchantId: string, tierId: string): Promise<Tier> {
    const load = (): Promise<Tier> =>
      this.database.transaction(merchantId, (tx) => this.reader.get(tx, tierId));
    // A tier that is called like the list would take its place.
    if (tierId === listKey) return load();
    return this.cache.of(merchantId).remember(tierId, tierEntry, load);
  }

  /** Call it last in the transaction that changes a tier. */
  changed(tx: Transaction, tierId: string): Promise<void> {
    return this.cache.invalidate(tx, [listKey, tierId]);
  }
}
