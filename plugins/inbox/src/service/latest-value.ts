/** Hands values from whoever has them to one reader, who gets the latest and misses those that came in between. */
export class LatestValue<T extends object> {
  private value: T | undefined;
  private wake: (() => void) | undefined;

  put(value: T): void {
    this.value = value;
    this.wake?.();
  }

  /** The values as they come, until the signal is aborted. For one reader. */
  async *values(signal: AbortSignal): AsyncGenerator<T> {
    const wakeUp = (): void => this.wake?.();
    signal.addEventListener('abort', wakeUp);
    try {
      while (!signal.aborted) {
        const { value } = this;
        this.value = undefined;
        if (value) yield value;
        else await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', wakeUp);
    }
  }
}
