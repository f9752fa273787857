import type { CacheStore } from '../cache-store.js';
import type { RedisServer } from './redis-server.js';

/** Cached texts in Redis, shared by all hosts. */
export class RedisCacheStore implements CacheStore {
  constructor(private readonly server: RedisServer) {}

  async get(key: string): Promise<string | undefined> {
    return (await this.server.run((redis) => redis.get(key))) ?? undefined;
  }

  async set(key: string, text: string, milliseconds: number): Promise<void> {
    await this.server.run((redis) => redis.set(key, text, 'PX', Math.ceil(milliseconds)));
  }

  async delete(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.server.run((redis) => redis.del(...keys));
  }
}
