import { type Change, changeText, type Invalidation, readChange } from '../invalidation.js';
import type { RedisServer } from './redis-server.js';

/** Tells all hosts through a channel of Redis. */
export class RedisInvalidation implements Invalidation {
  private readonly handlers = new Set<(change: Change) => void>();

  constructor(
    private readonly server: RedisServer,
    private readonly channel: string,
  ) {
    server.subscribe(channel, (text) => {
      const change = readChange(text);
      if (change) for (const handler of this.handlers) handler(change);
    });
  }

  async publish(change: Change): Promise<void> {
    await this.server.run((redis) => redis.publish(this.channel, changeText(change)));
  }

  subscribe(handler: (change: Change) => void): void {
    this.handlers.add(handler);
  }
}
