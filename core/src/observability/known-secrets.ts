/** Characters of the shortest secret that is looked for: a shorter one would blank out ordinary words. */
export const shortestSecret = 8;

const known = new Set<string>();
let longestFirst: readonly string[] = [];
let anyOfThem: RegExp | undefined;

/**
 * Keeps values out of every log line of this process from now on, wherever they stand in it. Values of fewer than 8
 * characters are not kept out: configuration refuses them, and passwords of URLs are known by their place.
 */
export const hideFromLogs = (secrets: Iterable<string>): void => {
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    known.add(secret);
    known.add(encodeURIComponent(secret));
  }
  if (known.size === 0) return;
  // A secret may be part of another one.
  longestFirst = [...known].toSorted((one, other) => other.length - one.length);
  anyOfThem = new RegExp(longestFirst.map(inJson).map(literally).join('|'));
};

/** What must not be in a log, the longest first. */
export const knownSecrets = (): readonly string[] => longestFirst;

/** Whether a line of JSON holds a known secret; looked for in one go, since every line is asked about. */
export const holdsKnownSecret = (line: string): boolean => anyOfThem?.test(line) === true;

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const literally = (text: string): string =>
  text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
