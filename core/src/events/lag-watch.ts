import type { Logger } from '../observability/logger.js';
import type { LagGauge, LagSeries } from './lag-gauge.js';

/** How often a host measures how far its groups are behind, in milliseconds. */
export const lagPeriod = 15_000;
/** So many failures in a row are worth a warning: a minute of them. */
const failuresOfWarning = 4;

export interface GroupOnTopic {
  readonly group: string;
  readonly topic: string;
}

/** The partitions that a member of this host has in hand. */
export interface HeldPartitions extends GroupOnTopic {
  readonly partitions: readonly number[];
}

/** Asks the broker, for each of the groups, how many records of each partition it has yet to take. */
export type MeasureLag = (
  groups: readonly GroupOnTopic[],
) => Promise<readonly ReadonlyMap<number, number>[]>;

/**
 * Measures the lag of the partitions that this host has in hand, whether their consumers commit or not. A partition has one
 * member in a group, so the sum over hosts is the lag of the group.
 */
export class LagWatch {
  private timer: NodeJS.Timeout | undefined;
  private isMeasuring = false;
  private failures = 0;
  private readonly shown = new Map<string, LagSeries>();

  constructor(
    private readonly held: () => readonly HeldPartitions[],
    private readonly measure: MeasureLag,
    private readonly gauge: LagGauge,
    private readonly logger: Logger,
    /** Milliseconds between two measurements. */
    private readonly period: number,
  ) {}

  /** Measures from now on; once is enough. */
  start(): void {
    if (this.timer) return;
    this.timer = setInterval(() => void this.look(), this.period);
    this.timer.unref();
  }

  /** Takes away what this host no longer has in hand; it needs no broker. */
  tidy(): void {
    const held = this.heldSeries();
    for (const [key, series] of this.shown) {
      if (held.has(key)) continue;
      this.gauge.remove(series);
      this.shown.delete(key);
    }
  }

  /** For good, when nothing is held any more. */
  stop(): void {
    clearInterval(this.timer);
    this.tidy();
  }

  private async look(): Promise<void> {
    this.tidy();
    if (this.isMeasuring) {
      this.failed(new Error('the measurement before has not come back'));
      return;
    }
    const groups = this.held().filter(({ partitions }) => partitions.length > 0);
    if (groups.length === 0) return;
    this.isMeasuring = true;
    try {
      this.show(groups, await this.measure(groups));
      this.failures = 0;
    } catch (error) {
      this.failed(error);
    } finally {
      this.isMeasuring = false;
    }
  }

  private show(
    groups: readonly HeldPartitions[],
    lags: readonly ReadonlyMap<number, number>[],
  ): void {
    // What was lost while the broker answered is another host's by now.
    const held = this.heldSeries();
    groups.forEach(({ topic, group }, index) => {
      for (const [partition, records] of lags[index] ?? []) {
        const series = { topic, group, partition };
        const key = keyOf(series);
        if (!held.has(key)) continue;
        this.shown.set(key, series);
        this.gauge.set(series, records);
      }
    });
  }

  private heldSeries(): ReadonlySet<string> {
    return new Set(
      this.held().flatMap(({ topic, group, partitions }) =>
        partitions.map((partition) => keyOf({ topic, group, partition })),
      ),
    );
  }

  /** The values of before stay: a lag that is known must not look mended because the broker is away. */
  private failed(error: unknown): void {
    this.failures += 1;
    const level = this.failures % failuresOfWarning === 0 ? 'warn' : 'debug';
    this.logger[level](
      { err: error, failures: this.failures },
      'lag of consumers not measured; it is tried again',
    );
  }
}

const keyOf = ({ topic, group, partition }: LagSeries): string => `${topic} ${group} ${partition}`;
