import type { UnreadCount } from '../domain/message.js';
import type { LatestValue } from './latest-value.js';

export type LiveCount = UnreadCount & { readonly revision: string };

/** A customer is counted for at most once in so many milliseconds, however many changes there are. */
const pace = 1_000;

export interface CountFeedOptions {
  readonly count: () => Promise<LiveCount>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/**
 * The unread count of one customer for all connections of a host: counted anew when something may have changed, one count at
 * a time, so that a later answer is never overtaken by an earlier one.
 */
export class CountFeed {
  private readonly followers = new Map<LatestValue<LiveCount>, { isNew: boolean }>();
  private timer: NodeJS.Timeout | undefined;
  private due = Infinity;
  private counting = false;
  private countedAt = -Infinity;
  private isChanged = false;
  private isDueAgain = false;
  private latest: LiveCount | undefined;
  private wakeLater: NodeJS.Timeout | undefined;

  constructor(private readonly options: CountFeedOptions) {}

  get size(): number {
    return this.followers.size;
  }

  /** The follower gets a count at once, and then each other one. @returns what to call when it leaves */
  add(follower: LatestValue<LiveCount>): () => void {
    this.followers.set(follower, { isNew: true });
    this.plan(0);
    return () => {
      this.followers.delete(follower);
      if (this.followers.size === 0) this.stop();
    };
  }

  /** Something may have changed. @param jitter milliseconds by which the count may be put off */
  recount(jitter = 0): void {
    this.plan(Math.max(jitter, this.countedAt + pace - performance.now()));
  }

  /** The customer changed something: all followers are told, whatever the count. */
  tellAll(): void {
    this.isChanged = true;
    this.recount();
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.wakeLater);
    this.due = Infinity;
  }

  private plan(delay: number): void {
    const at = performance.now() + Math.max(0, delay);
    if (at >= this.due) return;
    clearTimeout(this.timer);
    this.due = at;
    this.timer = setTimeout(() => void this.run(), Math.max(0, delay));
  }

  private async run(): Promise<void> {
    // What came while counting is counted afterwards.
    if (this.counting) {
      this.due = Infinity;
      this.isDueAgain = true;
      return;
    }
    this.due = Infinity;
    this.counting = true;
    this.countedAt = performance.now();
    const tellAll = this.isChanged;
    this.isChanged = false;
    const asked = [...this.followers].filter(([, { isNew }]) => isNew);
    try {
      const count = await this.options.count();
      this.tell(count, tellAll, asked);
    } catch (error) {
      this.options.onError(error);
      this.isChanged ||= tellAll;
      this.isDueAgain = true;
    } finally {
      this.counting = false;
      if (this.isDueAgain && this.followers.size > 0) this.recount();
      this.isDueAgain = false;
    }
  }

  private tell(
    count: LiveCount,
    tellAll: boolean,
    asked: readonly (readonly [LatestValue<LiveCount>, { isNew: boolean }])[],
  ): void {
    const isOther =
      this.latest?.unread !== count.unread ||
      this.latest.later !== count.later ||
      this.latest.revision !== count.revision;
    this.latest = count;
    for (const [, state] of asked) state.isNew = false;
    const told = tellAll || isOther ? [...this.followers.keys()] : asked.map(([one]) => one);
    for (const follower of told) follower.put(count);
    this.countWhenQuietEnds(count);
  }

  private countWhenQuietEnds({ later, laterUntil }: LiveCount): void {
    clearTimeout(this.wakeLater);
    if (later === 0 || !laterUntil || this.followers.size === 0) return;
    const delay = Math.max(0, laterUntil.getTime() - this.options.now());
    this.wakeLater = setTimeout(() => this.recount(), delay);
  }
}
