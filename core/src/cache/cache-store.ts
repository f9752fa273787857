/** Where cached texts lie. What it holds may be gone at any time; who asks must be able to do without. */
export abstract class CacheStore {
  /** @throws CacheUnavailableError when no answer can be had in time */
  abstract get(key: string): Promise<string | undefined>;
  /** @param milliseconds until it is gone, more than 0 */
  abstract set(key: string, text: string, milliseconds: number): Promise<void>;
  abstract delete(keys: readonly string[]): Promise<void>;
}
