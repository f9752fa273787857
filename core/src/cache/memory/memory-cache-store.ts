import type { CacheStore } from '../cache-store.js';

interface Entry {
  readonly text: string;
  /** On the clock of `performance.now`. */
  readonly until: number;
}

/** A cache in this process; holds the most recently used entries. */
export class MemoryCacheStore implements CacheStore {
  private readonly entries = new Map<string, Entry>();

  /** @param most how many entries it holds, 1 or more */
  constructor(private readonly most = 10_000) {}

  async get(key: string): Promise<string | undefined> {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    if (entry.until <= performance.now()) return undefined;
    // Last in the order of the map is the most recently used.
    this.entries.set(key, entry);
    return entry.text;
  }

  async set(key: string, text: string, milliseconds: number): Promise<void> {
    this.entries.delete(key);
    this.entries.set(key, { text, until: performance.now() + milliseconds });
    if (this.entries.size <= this.most) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.entries.delete(key);
  }
}
