import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../observability/logger.js';
import { eventually } from '../testing/eventually.js';
import { type HeldPartitions, LagWatch, type MeasureLag } from './lag-watch.js';

/** Milliseconds between two measurements of a test. */
const period = 20;

describe('LagWatch', () => {
  let watch: LagWatch | undefined;
  let held: readonly HeldPartitions[];
  let shown: Map<string, number>;
  let logged: string[];
  afterEach(() => watch?.stop());

  const start = (measure: MeasureLag): void => {
    held = [{ group: 'g', topic: 't', partitions: [0, 1] }];
    shown = new Map();
    logged = [];
    const logger = createLogger({
      level: 'debug',
      destination: { write: (line: string) => void logged.push(line) },
    });
    const gauge = {
      set: ({ partition }: { partition: number }, records: number) =>
        void shown.set(`g ${partition}`, records),
      remove: ({ partition }: { partition: number }) => void shown.delete(`g ${partition}`),
    };
    watch = new LagWatch(() => held, measure, gauge, logger, period);
    watch.start();
  };
  const levels = (): readonly unknown[] =>
    logged.map((line) => (JSON.parse(line) as { level: unknown }).level);

  it('shows the partitions in hand alone, and takes away one that is lost', async () => {
    start(async () => [new Map([0, 1, 2].map((partition) => [partition, 7]))]);
    await eventually(() => expect([...shown.keys()]).toEqual(['g 0', 'g 1']));
    held = [{ group: 'g', topic: 't', partitions: [1] }];
    await eventually(() => expect([...shown]).toEqual([['g 1', 7]]));
    held = [];
    watch?.stop();
    expect([...shown]).toEqual([]);
  });

  it('does not show what was lost while it was measured', async () => {
    const answer = Promise.withResolvers<readonly ReadonlyMap<number, number>[]>();
    let isAsked = false;
    start(() => {
      isAsked = true;
      return answer.promise;
    });
    await eventually(() => expect(isAsked).toBe(true));
    held = [{ group: 'g', topic: 't', partitions: [1] }];
    answer.resolve([
      new Map([
        [0, 3],
        [1, 4],
      ]),
    ]);
    await eventually(() => expect([...shown]).toEqual([['g 1', 4]]));
  });

  it('keeps what it knew when a measurement fails, warns when many do, and tries again', async () => {
    let left = 1;
    let isBroken = false;
    start(async () => {
      if (isBroken) throw new Error('no broker');
      return [new Map([[0, left]])];
    });
    await eventually(() => expect(shown.get('g 0')).toBe(1));
    isBroken = true;
    await eventually(() => expect(levels().slice(0, 4)).toEqual(warnedAtLast));
    expect(shown.get('g 0')).toBe(1);
    left = 2;
    isBroken = false;
    await eventually(() => expect(shown.get('g 0')).toBe(2));
  });

  it('takes a measurement that does not come back for a failed one', async () => {
    start(() => new Promise(() => undefined));
    await eventually(() => expect(levels().slice(0, 4)).toEqual(warnedAtLast));
  });
});

const warnedAtLast = ['debug', 'debug', 'debug', 'warn'];
