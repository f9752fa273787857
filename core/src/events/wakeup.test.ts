import { describe, expect, it } from '@jest/globals';
import { Wakeup } from './wakeup.js';

const long = 60_000;

describe('Wakeup', () => {
  it('ends a wait', async () => {
    const wakeup = new Wakeup();
    const waiting = wakeup.wait(long);
    wakeup.wake();
    expect(await waiting).toBeUndefined();
  });

  it('counts a wake before the wait, once', async () => {
    const wakeup = new Wakeup();
    wakeup.wake();
    wakeup.wake();
    await wakeup.wait(long);
    const before = performance.now();
    await wakeup.wait(30);
    expect(performance.now() - before).toBeGreaterThan(20);
  });

  it('ends a wait when time is up', async () => {
    const before = performance.now();
    await new Wakeup().wait(30);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
