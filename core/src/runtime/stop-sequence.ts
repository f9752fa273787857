import type { Logger } from '../observability/logger.js';

type Stop = (milliseconds: number) => Promise<void> | void;

/** Undoes a start in reverse order within one deadline; every step is tried, whatever the others do. */
export class StopSequence {
  private readonly steps: { readonly name: string; readonly stop: Stop }[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {}

  add(name: string, stop: Stop): void {
    this.steps.push({ name, stop });
  }

  /** @param milliseconds for all steps together; a step that takes longer is left behind and reported. */
  run(milliseconds: number): Promise<void> {
    this.running ??= this.runSteps(Date.now() + milliseconds);
    return this.running;
  }

  private async runSteps(deadline: number): Promise<void> {
    for (const { name, stop } of this.steps.toReversed()) {
      const left = Math.max(100, deadline - Date.now());
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`'${name}' did not stop in time`)), left);
      });
      try {
        await Promise.race([stop(left * 0.9), late]);
      } catch (error) {
        this.logger.error({ err: error }, `stopping '${name}' failed`);
      } finally {
        clearTimeout(timer);
      }
    }
  }
}
