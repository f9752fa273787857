/** Shorter ones are not looked for: they would blank out ordinary words. */
const shortest = 8;

const known = new Set<string>();
let longestFirst: readonly string[] = [];

/**
 * Keeps values out of every log line of this process from now on, wherever they stand in it. Values of fewer than 8
 * characters are not kept out.
 */
export const hideFromLogs = (secrets: Iterable<string>): void => {
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    known.add(secret);
    known.add(encodeURIComponent(secret));
  }
  // A secret may be part of another one.
  longestFirst = [...known].toSorted((one, other) => other.length - one.length);
};

/** What must not be in a log, the longest first. */
export const knownSecrets = (): readonly string[] => longestFirst;
