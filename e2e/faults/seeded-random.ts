/** Random choices that a seed repeats. */
export class SeededRandom {
  private state: number;

  /** @param seed a whole number */
  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** @returns a number in [0, 1), by mulberry32 (Tommy Ettinger, public domain) */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + this.share() * (most - least);
  }

  /** @throws when there is nothing to choose from */
  oneOf<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.share() * values.length)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  }

  shuffled<T>(values: readonly T[]): T[] {
    return values
      .map((value) => ({ value, rank: this.share() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ value }) => value);
  }
}
