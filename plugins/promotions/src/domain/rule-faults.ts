import type { Rule } from './activity.js';

/** A part of a rule that cannot be kept: where it is (the keys that lead there), why, and the bound. */
export interface RuleFault {
  readonly path: readonly string[];
  readonly code: 'rule-too-deep' | 'rule-number' | 'rule-too-large';
  readonly params?: { readonly max: number };
}

/** Levels of objects and lists, the rule itself being the first. */
const deepest = 32;
/** Bytes of its JSON in UTF-8. */
const largest = 65_536;
/** So many are named; the rest would only make the answer long. */
const mostFaults = 20;

/**
 * What keeps a rule from being stored as it was sent. Numbers beyond ±(2⁵³ − 1) are refused: they have lost digits already when the
 * JSON was read.
 */
export const ruleFaults = (rule: Rule): readonly RuleFault[] => {
  const faults: RuleFault[] = [];
  for (const fault of placeFaults(rule, [], 1)) {
    faults.push(fault);
    if (faults.length === mostFaults) break;
  }
  if (faults.length > 0) return faults;
  return new TextEncoder().encode(JSON.stringify(rule)).length > largest
    ? [{ path: [], code: 'rule-too-large', params: { max: largest } }]
    : [];
};

function* placeFaults(
  value: unknown,
  path: readonly string[],
  level: number,
): Generator<RuleFault> {
  if (typeof value === 'number' && !isExact(value)) yield { path, code: 'rule-number' };
  if (typeof value !== 'object' || value === null) return;
  if (level > deepest) {
    yield { path, code: 'rule-too-deep', params: { max: deepest } };
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    yield* placeFaults(part, [...path, key], level + 1);
  }
}

const isExact = (value: number): boolean =>
  Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
