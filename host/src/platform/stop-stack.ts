import type { Logger } from '@promenade/core';

type Stop = () => unknown;

/** What has to be undone, last first; one that fails does not keep the others from it. */
export class StopStack {
  private readonly stops: { readonly name: string; readonly stop: Stop }[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {}

  add(name: string, stop: Stop): void {
    this.stops.push({ name, stop });
  }

  /** Idempotent: all callers wait for the same run. */
  run(): Promise<void> {
    this.running ??= this.runAll();
    return this.running;
  }

  private async runAll(): Promise<void> {
    for (const { name, stop } of this.stops.toReversed()) {
      try {
        await stop();
        this.logger.info(`${name} stopped`);
      } catch (error) {
        this.logger.error({ err: error }, `${name} did not stop cleanly`);
      }
    }
  }
}
