import { importsOf } from './imports-of.mjs';
import { RULES } from './rules.mjs';
import { shortestCycles } from './shortest-cycles.mjs';
import { targetOf } from './target-of.mjs';

/**
 * Every import that breaks a rule, and every cycle of run-time imports, as one line of text each.
 *
 * @param {ReadonlyMap<string, string>} sources source text by path relative to the repository root
 * @returns {string[]} sorted; empty when all is well
 */
export function violations(sources) {
  const found = [];
  /** @type {Map<string, Set<string>>} */
  const runTimeImports = new Map();
  for (const [file, text] of sources) {
    const targets = new Set();
    runTimeImports.set(file, targets);
    for (const { specifier, typeOnly } of importsOf(text, file)) {
      const target = targetOf(specifier, file, (path) => sources.has(path));
      for (const { name, why } of RULES.filter((rule) => breaks(rule, file, target, typeOnly))) {
        found.push(`${file} imports ${specifier}: ${name}, ${why}`);
      }
      if (!typeOnly && sources.has(target)) targets.add(target);
    }
  }
  for (const cycle of shortestCycles(runTimeImports)) {
    found.push(`${cycle[0]}: no-cycle, ${cycle.join(' → ')}`);
  }
  return [...new Set(found)].sort();
}

function breaks({ from, to, allowed, typesOf }, file, target, typeOnly) {
  const match = from.exec(file);
  if (!match) return false;
  const isTarget = (pattern) =>
    pattern !== undefined && new RegExp(pattern.replaceAll('$1', match[1] ?? '')).test(target);
  return isTarget(to) && !isTarget(allowed) && !(typeOnly && isTarget(typesOf));
}
