import { setTimeout as pause } from 'node:timers/promises';
import type { Listener } from '../database/listener.js';
import { BatchLoop } from '../events/batch-loop.js';
import type { Logger } from '../observability/logger.js';
import type { RestateAddress } from './restate/restate-address.js';

/** The lock of whoever owns the timers of an installation. */
const timerLock = 'promenade.timers';

/** How often the owner looks whether it still is, and is still called; in milliseconds. */
const lookMilliseconds = 5_000;

export interface TimerOwnerServices {
  readonly address: Pick<RestateAddress, 'register' | 'isRegistered'>;
  readonly listener: Listener;
  readonly logger: Logger;
  readonly onError: (error: unknown) => void;
}

/**
 * Has Restate call one of the hosts that keep timers: the one that holds a lock, which ends with the connection on which it
 * hears of notifications. The others try for it each second. Whoever gets it registers its own address, and again when Restate
 * no longer knows it: its data may have been lost, or a host that lost the lock have registered late.
 */
export class TimerOwner {
  private readonly loop: BatchLoop;
  private readonly begun = Promise.withResolvers<void>();
  private failing: unknown;

  constructor(private readonly services: TimerOwnerServices) {
    const run = async (): Promise<boolean> => {
      await this.tryToOwn();
      return false;
    };
    this.loop = new BatchLoop(services.listener, { channels: [], run }, services.onError);
  }

  /**
   * Resolves when Restate calls this host, or another one owns the timers.
   * @throws when this host owns them, and cannot register
   */
  async start(): Promise<void> {
    await this.loop.start();
    await this.begun.promise;
  }

  /** Leaves the timers to another host. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Why this host could not have Restate call it when it last tried; undefined when it could, or need not. */
  get fault(): unknown {
    return this.failing;
  }

  private async tryToOwn(): Promise<void> {
    try {
      await this.services.listener.whileLocked(timerLock, (isHeld) => this.own(isHeld));
      this.settle();
    } catch (error) {
      this.begun.reject(error);
      // A stop cuts off what is asked of Restate.
      if (this.loop.signal.aborted) return;
      this.failing = error;
      throw error;
    }
  }

  private async own(isHeld: () => boolean): Promise<void> {
    const { address, logger } = this.services;
    const { signal } = this.loop;
    const goesOn = (): boolean => isHeld() && !signal.aborted;
    while (goesOn()) {
      await address.register(signal);
      this.settle();
      logger.info('this host owns the timers');
      do {
        // It rejects only when the host stops, which is seen next.
        await pause(lookMilliseconds, undefined, { signal }).catch(() => undefined);
      } while (goesOn() && (await address.isRegistered(signal)));
    }
    if (!signal.aborted) logger.warn('the connection that owned the timers is lost');
  }

  private settle(): void {
    this.failing = undefined;
    this.begun.resolve();
  }
}
