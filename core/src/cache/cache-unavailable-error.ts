/** A cache, a limit or a note of what was processed cannot be had right now. Whoever gets it goes on without. */
export class CacheUnavailableError extends Error {
  override readonly name = 'CacheUnavailableError';
}
