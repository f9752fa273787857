/**
 * Where the source of each workspace package lies, so that tests, the import rule and the
 * development runner work on the sources and never on a build that may be stale.
 *
 * Ordered: the first pattern that matches the specifier wins. `$1` is the captured part;
 * paths are relative to the repository root.
 *
 * @type {ReadonlyArray<readonly [pattern: string, source: string]>}
 */
export const PACKAGE_SOURCES = [
  ['^@promenade/core$', 'core/src/index.ts'],
  ['^@promenade/core/host$', 'core/src/host.ts'],
  ['^@promenade/core/testing$', 'core/src/testing/index.ts'],
  ['^@promenade/(embedded|host|proto)$', '$1/src/index.ts'],
  ['^@promenade/portal-kit$', 'portal/kit/src/index.ts'],
  ['^@promenade/portal/build$', 'portal/build/build-portal.ts'],
  ['^@promenade/plugin-([^/]+)-portal$', 'plugins/$1/portal/src/plugin.ts'],
  ['^@promenade/plugin-([^/]+)$', 'plugins/$1/src/plugin.ts'],
  ['^@promenade/plugin-([^/]+)/contract$', 'plugins/$1/src/contract.ts'],
];

/**
 * The source of a workspace package's entry point, relative to the repository root;
 * `undefined` for anything that is not one.
 *
 * @param {string} specifier as written in an import, for example `@promenade/core/testing`
 * @returns {string | undefined}
 */
export function packageSource(specifier) {
  for (const [pattern, source] of PACKAGE_SOURCES) {
    if (new RegExp(pattern).test(specifier)) {
      return specifier.replace(new RegExp(pattern), source);
    }
  }
  return undefined;
}
