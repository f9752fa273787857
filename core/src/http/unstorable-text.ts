import { jsonPointer } from '../errors/json-pointer.js';
import type { FieldError } from '../errors/promenade-error.js';
import { mostFaults } from './field-errors.js';

/** A value and the way to it; linked, so that deep nesting costs no more than its length. */
interface Place {
  readonly value: unknown;
  readonly key?: string;
  readonly parent?: Place;
}

/**
 * Finds strings and keys that PostgreSQL's text and jsonb cannot hold (NUL, unpaired surrogates), and the key
 * `__proto__`, which would be lost on its way through an object. Looks into plain objects and arrays of any depth.
 */
export const unstorableText = (input: unknown): FieldError[] => {
  const faults: FieldError[] = [];
  const open: Place[] = [{ value: input }];
  for (let place = open.pop(); place && faults.length < mostFaults; place = open.pop()) {
    const parent = place;
    const { value } = place;
    if (typeof value === 'string' && !isStorable(value)) {
      faults.push({ path: pathOf(place), code: 'unstorable-text' });
    } else if (isPlain(value)) {
      for (const key of Object.keys(value)) {
        if (isStorable(key) && key !== '__proto__') open.push({ value: value[key], key, parent });
        else faults.push({ path: pathOf(place), code: 'unstorable-key' });
      }
    }
  }
  return faults;
};

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

const isPlain = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
};

const pathOf = (place: Place): string => {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at?.key !== undefined; at = at.parent) keys.push(at.key);
  return jsonPointer(keys.reverse());
};
