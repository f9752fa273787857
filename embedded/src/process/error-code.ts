/**
 * The `code` of a system or database error. Not by `instanceof`: errors may come from another
 * realm (a worker, a test's sandbox).
 */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
