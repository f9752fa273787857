import type { CacheEntry, CacheOwner, CacheServices } from './cache.js';
import { CacheUnavailableError } from './cache-unavailable-error.js';
import { open, sealed } from './sealed-value.js';
import type { SingleFlight } from './single-flight.js';

/** A plugin's cached values of one merchant. Nothing here fails because the cache does. */
export class MerchantCache {
  constructor(
    private readonly merchantId: string,
    private readonly owner: CacheOwner,
    private readonly services: CacheServices,
    private readonly flights: SingleFlight,
  ) {}

  /**
   * The value of a key, loaded and kept where it is not there. Whoever asks while it is being loaded waits for the same load.
   * @throws what the load throws; nothing is kept then
   */
  async remember<T>(key: string, entry: CacheEntry<T>, load: () => Promise<T>): Promise<T> {
    const generation = await this.generation();
    if (generation === undefined) return load();
    const name = this.name(key);
    const found = await this.find(name, entry, generation);
    if (found !== undefined) return found.value;
    // Under the generation of before the load: if it is another by then, nobody will believe the value.
    return this.flights.share(`${name} ${generation}`, async () => {
      const value = await load();
      await this.keep(name, value, entry, generation);
      return value;
    });
  }

  /** @returns undefined when there is none, or none that can be relied on */
  async get<T>(key: string, entry: CacheEntry<T>): Promise<T | undefined> {
    const generation = await this.generation();
    if (generation === undefined) return undefined;
    return (await this.find(this.name(key), entry, generation))?.value;
  }

  /**
   * Keeps a value that no transaction changes. What was read from the database goes by `remember`: here it could have been
   * changed between reading and keeping.
   */
  async set<T>(key: string, value: T, entry: CacheEntry<T>): Promise<void> {
    const generation = await this.generation();
    if (generation !== undefined) await this.keep(this.name(key), value, entry, generation);
  }

  /** Removes keys as far as the store can be reached. For what a transaction changes there is `Cache.invalidate`. */
  async delete(keys: readonly string[]): Promise<void> {
    await this.services.store.delete(keys.map((key) => this.name(key))).catch(ifUnavailable);
  }

  private name(key: string): string {
    return this.services.names.cached(this.merchantId, this.owner.namespace, key);
  }

  private async generation(): Promise<string | undefined> {
    const { merchantId, owner, services } = this;
    const generation = await services.generations.of({ merchantId, pluginId: owner.pluginId });
    if (generation === undefined) services.metrics.bypassed.inc({ plugin: owner.pluginId });
    return generation;
  }

  private async find<T>(
    name: string,
    { schema }: CacheEntry<T>,
    generation: string,
  ): Promise<{ readonly value: T } | undefined> {
    const text = await this.services.store.get(name).catch(ifUnavailable);
    const found = text === undefined ? undefined : open(text, generation, schema);
    const { hits, misses } = this.services.metrics;
    (found ? hits : misses).inc({ plugin: this.owner.pluginId });
    return found;
  }

  private async keep<T>(
    name: string,
    value: T,
    { ttl }: CacheEntry<T>,
    generation: string,
  ): Promise<void> {
    const text = sealed(value, generation);
    await this.services.store.set(name, text, ttl * 1_000).catch(ifUnavailable);
  }
}

/** A cache that is away is as good as an empty one; the adapter has counted and logged it. */
const ifUnavailable = (error: unknown): undefined => {
  if (error instanceof CacheUnavailableError) return undefined;
  throw error;
};
