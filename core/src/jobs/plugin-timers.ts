import type { PluginSpec } from '../plugin/define-plugin.js';
import { type TimerKey, Timers } from './timer.js';
import type { TimerStore } from './timer-store.js';

/** The timers of one plugin: it arms none but its own. */
export class PluginTimers extends Timers {
  constructor(
    private readonly store: TimerStore,
    private readonly spec: PluginSpec,
  ) {
    super();
  }

  override async arm(timer: string, key: TimerKey, at: Date): Promise<void> {
    await this.store.arm(this.spec.id, this.own(timer), key, at);
  }

  override async cancel(timer: string, key: TimerKey): Promise<void> {
    await this.store.cancel(this.spec.id, this.own(timer), key);
  }

  private own(timer: string): string {
    const { contributes, id } = this.spec;
    if (contributes?.timers?.some(({ name }) => name === timer)) return timer;
    throw new Error(
      `plugin '${id}' contributes no timer '${timer}': add it to 'contributes.timers', or name one of those`,
    );
  }
}
