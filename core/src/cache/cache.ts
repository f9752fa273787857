import type { z } from 'zod';
import type { Transaction } from '../database/transaction.js';
import type { CacheGenerations } from './cache-generations.js';
import type { CacheMetrics } from './cache-metrics.js';
import type { CacheStore } from './cache-store.js';
import type { Invalidation } from './invalidation.js';
import type { KeyNames } from './key-names.js';
import { MerchantCache } from './merchant-cache.js';
import { SingleFlight } from './single-flight.js';

/** What a plugin keeps under a kind of key. */
export interface CacheEntry<T> {
  /**
   * Reads what JSON made of a value, dates being texts then. What does not fit counts as absent: another version of the
   * plugin may have written it.
   */
  readonly schema: z.ZodType<T>;
  /** Seconds until it is gone, more than 0. */
  readonly ttl: number;
}

export interface CacheServices {
  readonly store: CacheStore;
  readonly generations: Pick<CacheGenerations, 'of' | 'renew' | 'forget'>;
  readonly invalidation: Pick<Invalidation, 'publish'>;
  readonly names: KeyNames;
  readonly metrics: CacheMetrics;
}

/** Whose cache it is. */
export interface CacheOwner {
  readonly pluginId: string;
  /** Stands between merchant and key. */
  readonly namespace: string;
}

/**
 * A plugin's cache, shared by all hosts where there is a Redis. It may lose anything at any time, and never gives out
 * what a committed change has made obsolete.
 */
export class Cache {
  private readonly flights = new SingleFlight();

  constructor(
    private readonly owner: CacheOwner,
    private readonly services: CacheServices,
  ) {}

  /** The plugin's keys of one merchant; no other plugin and no other merchant reaches them. */
  of(merchantId: string): MerchantCache {
    return new MerchantCache(merchantId, this.owner, this.services, this.flights);
  }

  /**
   * Call it last in the transaction that changes what is cached. If that commits, everything that the plugin has cached
   * for the merchant is obsolete on every host, whether Redis hears of it or not; the named keys are removed at once.
   */
  async invalidate(tx: Transaction, keys: readonly string[]): Promise<void> {
    const { generations, invalidation } = this.services;
    const change = { merchantId: tx.merchantId, pluginId: this.owner.pluginId };
    await generations.renew(tx, change.pluginId);
    tx.afterCommit(async () => {
      generations.forget(change);
      // The generation makes it obsolete in any case; this spares the other hosts the wait for their notification.
      await Promise.allSettled([this.of(tx.merchantId).delete(keys), invalidation.publish(change)]);
    });
  }
}
