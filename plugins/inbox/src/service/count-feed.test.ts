import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CountFeed, type LiveCount } from './count-feed.js';
import { LatestValue } from './latest-value.js';

const minute = 60_000;
/** Timers that are due at once are, in a timer, due a millisecond later. */
const soon = 10;
const started = Date.parse('2026-11-21T22:00:00Z');
const quiet: LiveCount = {
  unread: 0,
  later: 2,
  laterUntil: new Date(started + 30 * minute),
  revision: '1:1',
};
const loud: LiveCount = { unread: 2, later: 0, laterUntil: undefined, revision: '1:1' };

/** Keeps all that it is told. */
class Follower extends LatestValue<LiveCount> {
  readonly told: LiveCount[] = [];

  override put(count: LiveCount): void {
    this.told.push(count);
  }
}

beforeEach(() => void jest.useFakeTimers({ now: started }));
afterEach(() => void jest.useRealTimers());

const feedOf = (current: () => LiveCount) => {
  let counts = 0;
  const errors: unknown[] = [];
  const feed = new CountFeed({
    count: async () => {
      counts += 1;
      return current();
    },
    now: () => Date.now(),
    onError: (error) => void errors.push(error),
  });
  return { feed, errors, counted: () => counts };
};

describe('the count of a customer who has quiet hours', () => {
  const byTime = () => (Date.now() < started + 30 * minute ? quiet : loud);

  it('comes anew when they end, without anybody asking', async () => {
    const { feed, counted } = feedOf(byTime);
    const follower = new Follower();
    feed.add(follower);
    await jest.advanceTimersByTimeAsync(30 * minute - 1);
    expect(follower.told).toEqual([quiet]);
    expect(counted()).toBe(1);
    await jest.advanceTimersByTimeAsync(soon);
    expect(follower.told).toEqual([quiet, loud]);
    // Nothing is put off any more, so there is nothing to wait for.
    expect(jest.getTimerCount()).toBe(0);
  });

  it('comes at their new end when that is another one meanwhile', async () => {
    let current: LiveCount = quiet;
    const { feed, counted } = feedOf(() => current);
    feed.add(new Follower());
    await jest.advanceTimersByTimeAsync(10 * minute);
    current = { ...quiet, laterUntil: new Date(started + 60 * minute), revision: '1:2' };
    feed.recount();
    await jest.advanceTimersByTimeAsync(50 * minute - 1);
    expect(counted()).toBe(2);
    await jest.advanceTimersByTimeAsync(soon);
    expect(counted()).toBe(3);
  });

  it('comes no more when what was put off is read before', async () => {
    let current: LiveCount = quiet;
    const { feed, counted } = feedOf(() => current);
    feed.add(new Follower());
    await jest.advanceTimersByTimeAsync(minute);
    current = { ...loud, unread: 0 };
    feed.tellAll();
    await jest.advanceTimersByTimeAsync(60 * minute);
    expect(counted()).toBe(2);
  });

  it('is not made for nobody', async () => {
    const { feed, counted } = feedOf(byTime);
    const leave = feed.add(new Follower());
    await jest.advanceTimersByTimeAsync(minute);
    leave();
    await jest.advanceTimersByTimeAsync(60 * minute);
    expect(counted()).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is made at most once a second when the end lies behind already', async () => {
    // As when the clock of the host goes ahead of the one by which the messages were put off.
    const { feed, counted, errors } = feedOf(() => ({ ...quiet, laterUntil: new Date(started) }));
    feed.add(new Follower());
    await jest.advanceTimersByTimeAsync(10_000);
    expect(counted()).toBeLessThanOrEqual(11);
    expect(counted()).toBeGreaterThan(1);
    expect(errors).toEqual([]);
    feed.stop();
  });
});
