import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '../observability/logger.js';
import { StopSequence } from './stop-sequence.js';

const sequence = (): { stop: StopSequence; done: string[]; lines: string[] } => {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'info',
    destination: { write: (line) => lines.push(line) },
  });
  return { stop: new StopSequence(logger), done: [], lines };
};
const never = new Promise<void>(() => undefined);

afterEach(() => void jest.useRealTimers());

describe('StopSequence', () => {
  it('runs in reverse order, each step after the one before', async () => {
    const { stop, done } = sequence();
    for (const name of ['database', 'plugins', 'http']) {
      stop.add(name, async () => {
        await Promise.resolve();
        done.push(name);
      });
    }
    await stop.run(1_000);
    expect(done).toEqual(['http', 'plugins', 'database']);
  });

  it('goes on after steps that fail or hang, within the deadline, and names them', async () => {
    const { stop, done, lines } = sequence();
    stop.add('database', () => void done.push('database'));
    stop.add('rude', () => {
      throw new Error('no');
    });
    stop.add('stuck', () => never);
    stop.add('sour', () => Promise.reject(new Error('no')));
    jest.useFakeTimers();
    const stopped = stop.run(300);
    await jest.advanceTimersByTimeAsync(300);
    await stopped;
    expect(done).toEqual(['database']);
    for (const name of ['rude', 'stuck', 'sour']) {
      expect(lines.filter((line) => line.includes(`stopping '${name}' failed`))).toHaveLength(1);
    }
  });

  it('tells a step how long it may wait for others: less than half of what is left', async () => {
    const { stop } = sequence();
    jest.useFakeTimers();
    const given: number[] = [];
    stop.add('last', (milliseconds) => void given.push(milliseconds));
    stop.add('first', (milliseconds) => void given.push(milliseconds));
    await stop.run(1_000);
    for (const milliseconds of given) {
      expect(milliseconds).toBeGreaterThan(300);
      expect(milliseconds).toBeLessThanOrEqual(400);
    }
  });

  it('waits for every step where there is no deadline', async () => {
    const { stop, done } = sequence();
    stop.add('slow', async (milliseconds) => {
      await pause(200);
      done.push(`slow ${milliseconds}`);
    });
    stop.add('rude', () => Promise.reject(new Error('no')));
    await stop.run();
    expect(done).toEqual(['slow Infinity']);
  });

  it('runs once, however often it is asked', async () => {
    const { stop, done } = sequence();
    stop.add('once', () => void done.push('once'));
    await Promise.all([stop.run(1_000), stop.run(1_000)]);
    await stop.run(1_000);
    expect(done).toEqual(['once']);
  });
});
