/** Lets a number of works run at once; the others wait. */
export class Slots {
  private readonly waiting: { readonly rank: number; readonly begin: () => void }[] = [];

  constructor(private free: number) {}

  /** @param rank of those that wait, the lowest is next, and among equals the first that came */
  async run<T>(work: () => Promise<T>, rank = 0): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((begin) => this.queue(rank, begin));
    try {
      return await work();
    } finally {
      // The slot goes to the next one that waits, or back.
      const next = this.waiting.shift();
      if (next) next.begin();
      else this.free += 1;
    }
  }

  private queue(rank: number, begin: () => void): void {
    const behind = this.waiting.findIndex((one) => one.rank > rank);
    this.waiting.splice(behind === -1 ? this.waiting.length : behind, 0, { rank, begin });
  }
}
