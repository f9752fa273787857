import { setTimeout as pause } from 'node:timers/promises';
import type { Slots } from '../../concurrency/slots.js';
import type { EventRecord } from '../event-bus.js';

/** Records handed over at once. */
const deliverySize = 500;
/** A lane with more than this waiting asks for no more, in bytes. */
const roomBytes = 1_000_000;
/** Milliseconds before a failed delivery is tried again: the first, and the longest. */
const firstPause = 100;
const longestPause = 5_000;

export interface LaneRecord {
  readonly record: EventRecord;
  readonly offset: bigint;
}

export interface LaneDuties {
  readonly slots: Slots;
  /** Aborted when the lane is to end: it begins no further delivery. */
  readonly ending: AbortSignal;
  readonly deliver: (records: readonly EventRecord[]) => Promise<void>;
  /** Makes it known that all records before the offset have had their effect. */
  readonly commit: (partition: number, offset: bigint) => Promise<void>;
  readonly onFailedDelivery: (error: unknown) => void;
  /** There is room for more records again. */
  readonly onRoom: () => void;
}

/** The records of one partition, delivered and committed one batch after the other. */
export class PartitionLane {
  private waiting: LaneRecord[] = [];
  private waitingBytes = 0;
  private isWorking = false;
  private working: Promise<void> = Promise.resolve();
  private delivering = false;

  constructor(
    readonly partition: number,
    /** Where the next fetch begins. */
    public next: bigint,
    private readonly duties: LaneDuties,
  ) {
    this.committed = next;
  }

  /** What was committed last, or where the lane began. */
  committed: bigint;

  get hasRoom(): boolean {
    return this.waitingBytes < roomBytes;
  }

  get isDelivering(): boolean {
    return this.delivering;
  }

  /**
   * @param next where the fetch after these begins: behind them, and behind what a fetch passes over
   * @param onFault takes what stops the lane for good: its commit was refused
   */
  add(records: readonly LaneRecord[], next: bigint, onFault: (error: unknown) => void): void {
    this.next = next;
    if (records.length === 0) return;
    this.waiting = this.waiting.concat(records);
    this.waitingBytes += bytesOf(records);
    if (this.isWorking) return;
    this.isWorking = true;
    this.working = this.work().catch(onFault);
  }

  /** Resolves when nothing is in hand any more. */
  async settled(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    const { slots, ending, commit } = this.duties;
    for (;;) {
      const batch = this.waiting.slice(0, deliverySize);
      const last = batch.at(-1);
      if (!last || ending.aborted) {
        // At once with the look at what waits: what is added next must find nobody at work.
        this.isWorking = false;
        return;
      }
      const isDelivered = await slots.run(() => this.deliver(batch.map(({ record }) => record)));
      if (!isDelivered) continue;
      await commit(this.partition, last.offset + 1n);
      this.committed = last.offset + 1n;
      const hadRoom = this.hasRoom;
      this.waiting = this.waiting.slice(batch.length);
      this.waitingBytes -= bytesOf(batch);
      if (!hadRoom && this.hasRoom) this.duties.onRoom();
    }
  }

  /** Tries until it works or the lane ends. */
  private async deliver(records: readonly EventRecord[]): Promise<boolean> {
    const { ending, deliver, onFailedDelivery } = this.duties;
    for (let wait = firstPause; !ending.aborted; wait = Math.min(wait * 2, longestPause)) {
      this.delivering = true;
      try {
        await deliver(records);
        return true;
      } catch (error) {
        onFailedDelivery(error);
      } finally {
        this.delivering = false;
      }
      await pause(wait, undefined, { signal: ending }).catch(() => undefined);
    }
    return false;
  }
}

const bytesOf = (records: readonly LaneRecord[]): number =>
  records.reduce((sum, { record }) => sum + record.value.length + record.key.length, 0);
