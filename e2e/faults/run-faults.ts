import { setTimeout as pause } from 'node:timers/promises';
import { dispatchProgress, isWhole } from './dispatch-progress.js';
import { type FaultPoint, faultPoints, targets } from './fault-points.js';
import { fillAudience } from './fill-audience.js';
import { Installation } from './installation.js';
import { publishUntilDone } from './publish-until-done.js';
import { recountDay } from './recount.js';
import { SampleReaders } from './sample-readers.js';
import { SecondDispatcher } from './second-dispatcher.js';
import { SeededRandom } from './seeded-random.js';
import { progressFaults } from './told-progress.js';

export interface FaultRun {
  /** Eligible customers of the dispatches. */
  readonly customers: number;
  /** How often each target is killed. */
  readonly points: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

const sampleSize = 20;
/** How long a dispatch may be on its way once nothing fails any more, in milliseconds. */
const settling = 180_000;

/**
 * Kills host, broker, PostgreSQL and Restate at random points of dispatches, one dispatch a point, while a second
 * dispatcher comes and goes; then counts.
 * @returns what was wrong afterwards; nothing when each eligible customer has each message once
 */
export const runFaults = async ({ customers, points, seed, say }: FaultRun): Promise<string[]> => {
  const random = new SeededRandom(seed);
  const at = await Installation.start();
  try {
    say(await at.describe());
    say(`seed ${seed}, ${customers} customers, ${points} points of each target`);
    await fillAudience(at, customers);
    const readers = await SampleReaders.choose(at, sampleSize);
    const eventIds = [await publishUntilDone(at, 'Undisturbed')];
    const usual = await wholeAfter(at, eventIds);
    say(`a dispatch takes ${seconds(usual)} undisturbed`);

    const second = new SecondDispatcher(at.second, new SeededRandom(seed + 1), say);
    const faults: string[] = [];
    for (const [index, point] of faultPoints(random, points).entries()) {
      const eventId = await publishUntilDone(at, `Point ${index + 1}`);
      eventIds.push(eventId);
      const reached = await reach(at, point, { eventId, usual, customers });
      if (!at.host.isAlive) faults.push(`the host ended by itself before point ${index + 1}`);
      const begin = performance.now();
      await targets[point.target](at);
      say(
        `point ${index + 1}: kill -9 of ${point.target} at ${reached}; back after ${seconds(performance.now() - begin)}`,
      );
      await readers.readOne(random);
    }
    const { joined, leftByKill, leftByRequest, refused } = await second.end();
    say(
      `the second dispatcher joined ${joined} times, left ${leftByRequest} times by request and ${leftByKill} times by kill -9; ${refused} starts failed while a service was away`,
    );
    say(`all dispatches whole after ${seconds(await wholeAfter(at, eventIds))}`);
    return [
      ...faults,
      ...(await findings(at, eventIds, customers)),
      ...(await readers.differences()),
    ];
  } finally {
    await at.remove();
  }
};

/** Waits for the moment of a point. @returns how far the dispatch is then */
const reach = async (
  at: Installation,
  { at: moment }: FaultPoint,
  { eventId, usual, customers }: { eventId: string; usual: number; customers: number },
): Promise<string> => {
  const begin = performance.now();
  const share = async (): Promise<number> => {
    const days = await dispatchProgress(at, [eventId]);
    return (days[0]?.recipients ?? 0) / customers;
  };
  let reached = 0;
  if ('time' in moment) {
    await pause(moment.time * usual);
    reached = await share();
  } else {
    while (reached < moment.progress && performance.now() - begin < settling) {
      await pause(2);
      reached = await share();
    }
  }
  return `${(reached * 100).toFixed(0)} % after ${seconds(performance.now() - begin)}`;
};

/** @returns the milliseconds until each event has a day and all its slices are done, or `settling` */
const wholeAfter = async (at: Installation, eventIds: readonly string[]): Promise<number> => {
  const begin = performance.now();
  while (performance.now() - begin < settling) {
    const days = await dispatchProgress(at, eventIds);
    const reached = new Set(days.map(({ event_id }) => event_id));
    if (reached.size === eventIds.length && days.every(isWhole)) break;
    await pause(20);
  }
  return performance.now() - begin;
};

const findings = async (
  at: Installation,
  eventIds: readonly string[],
  customers: number,
): Promise<string[]> => {
  const days = await dispatchProgress(at, eventIds);
  const found = eventIds
    .filter((id) => !days.some(({ event_id }) => event_id === id))
    .map((id) => `event ${id} was never handed to the dispatcher`);
  for (const day of days) {
    found.push(...(await recountDay(at, day, customers)));
    found.push(...(await progressFaults(at, day, customers)));
  }
  const letters: unknown[] = JSON.parse(await at.host.cli('dlq', 'list', '--all', '--json'));
  return [...found, ...letters.map((letter) => `dead letter: ${JSON.stringify(letter)}`)];
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
