import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { packageSource } from '../typescript/package-sources.mjs';

const WORKSPACE_FOLDERS = [
  [/^@promenade\/plugin-([^/]+)-portal(\/|$)/, 'plugins/$1/portal$2'],
  [/^@promenade\/plugin-([^/]+)(\/|$)/, 'plugins/$1$2'],
  [/^@promenade\/portal-kit(\/|$)/, 'portal/kit$1'],
  [/^@promenade\/([^/]+)(\/|$)/, '$1$2'],
];

const SOURCE_OF_SUFFIX = [
  [/\.js$/, ['.ts', '.tsx', '.js']],
  [/\.mjs$/, ['.mts', '.mjs']],
  [/$/, ['', '.ts', '.tsx']],
];

/**
 * What a specifier stands for, in the words in which the rules are written: a path relative to
 * the repository root (`plugins/inbox/src/contract.ts`), `npm:<package>` or `node:<module>`.
 *
 * @param {string} specifier
 * @param {string} file the importing file, relative to the repository root, with `/`
 * @param {(file: string) => boolean} exists whether such a file is among the sources
 */
export function targetOf(specifier, file, exists) {
  if (/^\.{1,2}(\/|$)/.test(specifier)) {
    return sourceBehind(posix.join(posix.dirname(file), specifier), exists);
  }
  if (specifier.startsWith('@promenade/')) {
    return packageSource(specifier) ?? sourceBehind(workspacePath(specifier), exists);
  }
  if (isBuiltin(specifier)) return `node:${specifier.replace(/^node:/, '')}`;
  const [scopeOrName, name] = specifier.split('/');
  return `npm:${scopeOrName.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName}`;
}

function workspacePath(specifier) {
  const [pattern, folder] = WORKSPACE_FOLDERS.find(([candidate]) => candidate.test(specifier));
  return specifier.replace(pattern, folder);
}

/** A build's output stands for its source, so that `dist` is no way around a rule. */
function sourceBehind(path, exists) {
  const source = path.replace(/^((?:core|embedded|host|proto|plugins\/[^/]+))\/dist\//, '$1/src/');
  const [suffix, endings] = SOURCE_OF_SUFFIX.find(([pattern]) => pattern.test(source));
  return endings.map((ending) => source.replace(suffix, ending)).find(exists) ?? source;
}
