/** The Redis servers of an installation; what is not given stays in each process. */
export interface RedisOptions {
  /** Caches and rate limits; may evict what expires (`volatile-lru`). */
  readonly cacheUrl?: string;
  /** Notes of processed events; must not evict (`noeviction`). */
  readonly keysUrl?: string;
  /** Stands before every key and channel; none unless given. */
  readonly prefix?: string;
  /** Milliseconds that a command may take; 100 unless given. */
  readonly commandTimeout?: number;
}
