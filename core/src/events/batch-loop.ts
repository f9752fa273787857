import type { Listener, Unlisten } from '../database/listener.js';
import { Wakeup } from './wakeup.js';

/** Pause before the next try after a failure, in milliseconds. */
const failurePause = 1_000;

export interface BatchWork {
  /** Channels of PostgreSQL on which new work is announced. */
  readonly channels: readonly string[];
  /** Looks for work this often even when nobody notified, in milliseconds; 1,000 unless given. */
  readonly pollMilliseconds?: number;
  /** Does one batch. @returns whether there is more to do at once */
  readonly run: () => Promise<boolean>;
}

/** Does batches of work as they come, one after the other, until it is stopped. */
export class BatchLoop {
  private readonly wakeup = new Wakeup();
  private readonly stopping = new AbortController();
  /** Aborted when the loop is to end. */
  readonly signal: AbortSignal = this.stopping.signal;
  private unlisten: readonly Unlisten[] = [];
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly listener: Listener,
    private readonly work: BatchWork,
    private readonly onError: (error: unknown) => void,
  ) {}

  async start(): Promise<void> {
    this.unlisten = await Promise.all(
      this.work.channels.map((channel) => this.listener.listen(channel, () => this.wakeup.wake())),
    );
    this.running = this.repeat();
  }

  /** Resolves when the batch in hand is done. */
  async stop(): Promise<void> {
    for (const unlisten of this.unlisten) unlisten();
    this.stopping.abort();
    this.wakeup.wake();
    await this.running;
  }

  private async repeat(): Promise<void> {
    const { pollMilliseconds = 1_000 } = this.work;
    while (!this.signal.aborted) {
      try {
        if (!(await this.work.run())) await this.wakeup.wait(pollMilliseconds);
      } catch (error) {
        this.onError(error);
        await this.wakeup.wait(failurePause);
      }
    }
  }
}
