import type { Database } from '../../database/database.js';
import type { EventBus, Places, RecordPage, StoredRecord } from '../event-bus.js';
import { statesOf } from './dead-letter-states.js';
import { type DeadLetter, deadLetterView } from './dead-letter-view.js';

/** Most records read at once where those before them were passed over: each may be a megabyte. */
const longestPage = 250;

/** One dead-letter topic on the way from its newest letter to its oldest. */
export class LetterLane {
  private page: RecordPage = { records: [], after: [], more: true };
  private stateOf: (record: StoredRecord) => Pick<DeadLetter, 'state' | 'settled'> = () => ({
    state: 'open',
  });
  private index = 0;

  constructor(
    private readonly bus: EventBus,
    private readonly database: Database,
    readonly topic: string,
    /** Behind what was taken; undefined before the first. */
    public places: Places | undefined,
    /** Of the first page; the next ones are longer, since whoever comes to them is looking for something. */
    private pageSize: number,
  ) {}

  /** Reads on where what was read is used up. @returns when the next record was written; undefined at the end */
  async nextTime(): Promise<Date | undefined> {
    if (this.index >= this.page.records.length && this.page.more) {
      const { topic, places, pageSize: limit } = this;
      const from = places && { from: places };
      this.page = await this.bus.read({ topic, order: 'newest', limit, ...from });
      this.stateOf = await statesOf(this.database, topic, this.page.records);
      this.index = 0;
      this.pageSize = Math.max(limit, Math.min(limit * 2, longestPage));
    }
    return this.page.records[this.index]?.time;
  }

  /** Takes the next record. @returns undefined where it is no dead letter */
  take(): DeadLetter | undefined {
    const record = this.page.records[this.index];
    this.places = this.page.after[this.index] ?? this.places;
    this.index += 1;
    const letter = record && deadLetterView(record);
    return letter && { ...letter, ...this.stateOf(record) };
  }

  get isAtEnd(): boolean {
    return this.index >= this.page.records.length && !this.page.more;
  }
}
