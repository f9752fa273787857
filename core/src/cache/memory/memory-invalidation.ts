import type { Change, Invalidation } from '../invalidation.js';

/** Tells the subscribers of this process. */
export class MemoryInvalidation implements Invalidation {
  private readonly handlers = new Set<(change: Change) => void>();

  async publish(change: Change): Promise<void> {
    for (const handler of this.handlers) handler(change);
  }

  subscribe(handler: (change: Change) => void): void {
    this.handlers.add(handler);
  }
}
