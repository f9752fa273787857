import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../support/platform.js';
import type { SeededRandom } from './seeded-random.js';

export interface Visits {
  readonly joined: number;
  readonly leftByKill: number;
  readonly leftByRequest: number;
  /** Starts that failed since a service was away. */
  readonly refused: number;
}

/** A host for consumers only that joins and leaves, by request and by kill -9 in turn, until it is told to end. */
export class SecondDispatcher {
  private readonly ending = new AbortController();
  private readonly visits = { joined: 0, leftByKill: 0, leftByRequest: 0, refused: 0 };
  private readonly coming: Promise<void>;

  constructor(
    private readonly platform: Platform,
    private readonly random: SeededRandom,
    private readonly say: (line: string) => void,
  ) {
    this.coming = this.comeAndGo();
  }

  /** Resolves when it has left for good. */
  async end(): Promise<Visits> {
    this.ending.abort();
    await this.coming;
    return this.visits;
  }

  private async comeAndGo(): Promise<void> {
    const { signal } = this.ending;
    for (let visit = 0; !signal.aborted; visit += 1) {
      try {
        await this.platform.start('--roles', 'consumers');
        this.visits.joined += 1;
      } catch (error) {
        this.visits.refused += 1;
        this.say(`the second dispatcher could not join: ${reasonOf(error)}`);
        await this.platform.kill();
      }
      await this.wait(this.random.between(2_000, 12_000));
      if (!this.platform.isAlive) continue;
      if (visit % 2 === 0) {
        await this.platform.interrupt();
        this.visits.leftByRequest += 1;
      } else {
        await this.platform.kill();
        this.visits.leftByKill += 1;
      }
      await this.wait(this.random.between(0, 3_000));
    }
  }

  private async wait(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }
}

/** What the host told a person before it ended, without the advice behind it. */
const reasonOf = (error: unknown): string => {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const told = lines.filter((line) => line.trim() !== '' && !line.startsWith('{'));
  return (told.at(-2) ?? told.at(-1) ?? 'no reason given').trim();
};
