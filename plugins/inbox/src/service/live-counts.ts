import {
  Clock,
  defineErrors,
  type Logger,
  LoggerRef,
  Notices,
  PluginConfig,
  Slots,
} from '@promenade/core';
import { inject, injectable } from 'inversify';
import type { InboxOwner } from '../domain/inbox-owner.js';
import { inboxConfig } from '../inbox-config.js';
import { CountFeed, type LiveCount } from './count-feed.js';
import { Inbox, ownerNotice } from './inbox.js';
import { LatestValue } from './latest-value.js';

const fail = defineErrors('inbox', { 'too-many-streams': 'rate-limited' });

/** News of a merchant makes all its connected customers count within so many milliseconds, not all at the same time. */
const spread = 1_000;

/** How many customers are counted for at once, so that requests still get connections of the pool. */
const countsAtOnce = 3;

/** The unread counts of the customers who are connected to this host. */
@injectable()
export class LiveCounts {
  /** By merchant, then by the notice of the customer. */
  private readonly feeds = new Map<string, Map<string, CountFeed>>();
  private readonly slots = new Slots(countsAtOnce);
  private readonly mostPerCustomer: number;
  private unlisten: (() => void) | undefined;

  constructor(
    private readonly inbox: Inbox,
    private readonly notices: Notices,
    private readonly clock: Clock,
    @inject(LoggerRef.token) private readonly logger: Logger,
    config: PluginConfig,
  ) {
    this.mostPerCustomer = config.of(inboxConfig).streams_per_customer;
  }

  async start(): Promise<void> {
    this.unlisten = await this.notices.listen((text) => this.hear(text));
  }

  stop(): void {
    this.unlisten?.();
    for (const feeds of this.feeds.values()) for (const feed of feeds.values()) feed.stop();
  }

  /**
   * The customer's count at once, and whenever it or what the customer sees may be another one, at most once a second.
   * @throws too-many-streams
   */
  follow(owner: InboxOwner, signal: AbortSignal): AsyncIterable<LiveCount> {
    signal.throwIfAborted();
    const feeds = this.feeds.get(owner.merchantId) ?? new Map<string, CountFeed>();
    const name = ownerNotice(owner);
    const feed = feeds.get(name) ?? this.feedOf(owner);
    if (feed.size >= this.mostPerCustomer) {
      throw fail('too-many-streams', { retryAfter: 30_000 });
    }
    this.feeds.set(owner.merchantId, feeds.set(name, feed));
    const latest = new LatestValue<LiveCount>();
    const leave = feed.add(latest);
    signal.addEventListener('abort', () => {
      leave();
      if (feed.size > 0) return;
      feeds.delete(name);
      if (feeds.size === 0) this.feeds.delete(owner.merchantId);
    });
    return latest.values(signal);
  }

  private feedOf(owner: InboxOwner): CountFeed {
    return new CountFeed({
      count: () => this.slots.run(() => this.inbox.unreadCount(owner)),
      now: () => this.clock.now().getTime(),
      onError: (error) => this.logger.warn({ err: error }, 'unread messages were not counted'),
    });
  }

  /** @param text a merchant, a merchant and customer, or nothing: then anything may have happened */
  private hear(text: string | undefined): void {
    if (text === undefined) {
      for (const merchantId of this.feeds.keys()) this.recountAll(merchantId);
      return;
    }
    const [merchantId = '', userId] = text.split(':');
    if (userId === undefined) this.recountAll(merchantId);
    else this.feeds.get(merchantId)?.get(text)?.tellAll();
  }

  private recountAll(merchantId: string): void {
    for (const feed of this.feeds.get(merchantId)?.values() ?? []) {
      feed.recount(Math.random() * spread);
    }
  }
}
