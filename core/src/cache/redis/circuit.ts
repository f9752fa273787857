/** How many calls in a row must fail before it opens, and how long it stays open before one is let through; milliseconds. */
const failuresToOpen = 3;
const openFor = 1_000;

/** Keeps calls from what does not answer: after some failures in a row only one a second is let through, to try. */
export class Circuit {
  private failures = 0;
  private retryAt = 0;

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  get isOpen(): boolean {
    return this.failures >= failuresToOpen;
  }

  /** Whether a call may be made; the answer of an open circuit is yes once a second. */
  admits(): boolean {
    if (!this.isOpen) return true;
    if (this.now() < this.retryAt) return false;
    this.retryAt = this.now() + openFor;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures += 1;
    if (this.isOpen) this.retryAt = this.now() + openFor;
  }
}
