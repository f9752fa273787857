import type { Listener, Unlisten } from '../database/listener.js';
import { Wakeup } from './wakeup.js';

/** Looks for work this often even when nobody notified, in milliseconds. */
const pollMilliseconds = 1_000;

export interface BatchWork {
  /** Channel of PostgreSQL on which new work is announced. */
  readonly channel: string;
  /** Does one batch. @returns how much it was; a full batch is followed by the next one at once */
  readonly run: () => Promise<number>;
  readonly batchSize: number;
}

/** Does batches of work as they come, one after the other, until it is stopped. */
export class BatchLoop {
  private readonly wakeup = new Wakeup();
  private readonly stopping = new AbortController();
  private unlisten: Unlisten | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly listener: Listener,
    private readonly work: BatchWork,
    private readonly onError: (error: unknown) => void,
  ) {}

  async start(): Promise<void> {
    this.unlisten = await this.listener.listen(this.work.channel, () => this.wakeup.wake());
    this.running = this.repeat();
  }

  /** Resolves when the batch in hand is done. */
  async stop(): Promise<void> {
    this.unlisten?.();
    this.stopping.abort();
    this.wakeup.wake();
    await this.running;
  }

  private async repeat(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const done = await this.work.run();
        if (done < this.work.batchSize) await this.wakeup.wait(pollMilliseconds);
      } catch (error) {
        this.onError(error);
        await this.wakeup.wait(pollMilliseconds);
      }
    }
  }
}
