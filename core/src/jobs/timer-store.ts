import type { TimerKey } from './timer.js';

/** Where the durable timers of all plugins are kept. */
export abstract class TimerStore {
  /** Sets a timer's only due time, in place of an earlier one; a time in the past fires at once. @throws when the store cannot be reached */
  abstract arm(plugin: string, timer: string, key: TimerKey, at: Date): Promise<void>;
  /** Forgets the due time; without effect when there is none. @throws when the store cannot be reached */
  abstract cancel(plugin: string, timer: string, key: TimerKey): Promise<void>;
}
