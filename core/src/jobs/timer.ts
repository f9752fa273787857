import type { PluginScope } from '../plugin/plugin-scope.js';

/** Identifies one durable timer of a merchant, for example that of a promotion event. */
export interface TimerKey {
  /** UUID. */
  readonly merchantId: string;
  /** Unique within merchant and timer; may hold slashes. */
  readonly id: string;
}

/** What a durable timer does when it is due. */
export interface TimerContribution {
  /** kebab-case, unique within the plugin. */
  readonly name: string;
  /** Granted to the role `service`. */
  readonly permission: string;
  /**
   * Called at least once for every due time, never twice at once for a key.
   * @returns when to be called next, or undefined when the timer is done.
   */
  fire(key: TimerKey, scope: PluginScope): Promise<Date | undefined>;
}

/** A plugin's durable timers: armed times survive a crash of every process. */
export abstract class Timers {
  /**
   * Sets the timer's only due time, in place of an earlier one; a time in the past fires at once.
   * @param timer name of a timer that the plugin contributes
   * @throws when the plugin contributes no such timer, or the timer store cannot be reached
   */
  abstract arm(timer: string, key: TimerKey, at: Date): Promise<void>;
  /** Forgets the due time; without effect when there is none. @throws as `arm` does */
  abstract cancel(timer: string, key: TimerKey): Promise<void>;
}
