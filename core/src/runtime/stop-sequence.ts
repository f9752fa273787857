import type { Logger } from '../observability/logger.js';
import { withinDeadline } from './within-deadline.js';

/** How much of the time that is left a step may wait for others, such as a slow client: the steps after it need some too. */
const shareOfStep = 0.4;

/** @param milliseconds how long it may wait for others before it cuts them off */
type Stop = (milliseconds: number) => Promise<void> | void;

/** Undoes a start in reverse order; every step is tried, whatever the others do. */
export class StopSequence {
  private readonly steps: { readonly name: string; readonly stop: Stop }[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {}

  add(name: string, stop: Stop): void {
    this.steps.push({ name, stop });
  }

  /**
   * Once: whoever asks again waits for the same run.
   * @param milliseconds for all steps together; a step that takes longer is left behind and reported. Without it each is waited for
   */
  run(milliseconds = Number.POSITIVE_INFINITY): Promise<void> {
    this.running ??= this.runSteps(Date.now() + milliseconds);
    return this.running;
  }

  private async runSteps(deadline: number): Promise<void> {
    for (const { name, stop } of this.steps.toReversed()) {
      const left = Math.max(100, deadline - Date.now());
      try {
        await withinDeadline(stop(left * shareOfStep), left, `'${name}' did not stop in time`);
        this.logger.info(`${name} stopped`);
      } catch (error) {
        this.logger.error({ err: error }, `stopping '${name}' failed`);
      }
    }
  }
}
