/**
 * The codes of each namespace that `defineErrors` was called for in this process. Kept under a registered symbol, so that two
 * installed copies of this package keep one list, as with service refs.
 */
const key = Symbol.for('promenade/declared-errors');

const declared = (): Map<string, Set<string>> => {
  const known = globalThis as { [key]?: Map<string, Set<string>> };
  known[key] ??= new Map();
  return known[key];
};

/** Remembers codes, for the check that each has its texts. */
export const declareErrors = (namespace: string, codes: readonly string[]): void => {
  const all = declared();
  all.set(namespace, new Set([...(all.get(namespace) ?? []), ...codes]));
};

/** The codes of a namespace, as far as the modules that declare them are loaded. */
export const declaredErrors = (namespace: string): readonly string[] => [
  ...(declared().get(namespace) ?? []),
];
