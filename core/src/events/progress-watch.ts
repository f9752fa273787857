/** Calls out when nothing was seen for a time. */
export class ProgressWatch {
  private timer: NodeJS.Timeout | undefined;
  private lastSeen = performance.now();

  /** @param milliseconds of silence after which `onSilence` is called, once for each such time */
  constructor(
    private readonly milliseconds: number,
    private readonly onSilence: () => void,
  ) {}

  start(): void {
    this.seen();
    this.timer = setInterval(() => this.check(), this.milliseconds / 4);
    this.timer.unref();
  }

  seen(): void {
    this.lastSeen = performance.now();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private check(): void {
    if (performance.now() - this.lastSeen < this.milliseconds) return;
    this.seen();
    this.onSilence();
  }
}
