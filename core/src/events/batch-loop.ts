import type { Listener, Unlisten } from '../database/listener.js';
import { Wakeup } from './wakeup.js';

/** Pause before the next try after a failure, in milliseconds. */
const failurePause = 1_000;

export interface BatchWork {
  /** Channels of PostgreSQL on which new work is announced. */
  readonly channels: readonly string[];
  /** Looks for work this often even when nobody notified, in milliseconds; 1,000 unless given. */
  readonly pollMilliseconds?: number;
  /** Does one batch. @returns how much it was; a full batch is followed by the next one at once */
  readonly run: () => Promise<number>;
  readonly batchSize: number;
}

/** Does batches of work as they come, one after the other, until it is stopped. */
export class BatchLoop {
  private readonly wakeup = new Wakeup();
  private readonly stopping = new AbortController();
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
    const { signal } = this.stopping;
    const { pollMilliseconds = 1_000 } = this.work;
    while (!signal.aborted) {
      try {
        const done = await this.work.run();
        if (done < this.work.batchSize) await this.wakeup.wait(pollMilliseconds);
      } catch (error) {
        this.onError(error);
        await this.wakeup.wait(failurePause);
      }
    }
  }
}
