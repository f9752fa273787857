import type { FieldError } from '../errors/promenade-error.js';
import { jsonPointer } from './field-errors.js';

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * Finds strings and keys that PostgreSQL's text and jsonb cannot hold: NUL and unpaired surrogates; and the key
 * `__proto__`, which would be lost on the way through an object. Goes through plain objects and arrays of any depth.
 */
export const unstorableText = (input: unknown): FieldError[] => {
  const faults: FieldError[] = [];
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [
    { value: input, path: [] },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (!isStorable(value)) faults.push({ path: jsonPointer(path), code: 'unstorable-text' });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        open.push({ value: item, path: [...path, String(index)] });
      }
    } else if (typeof value === 'object' && value !== null && isPlain(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (isStorable(key) && key !== '__proto__') {
          open.push({ value: item, path: [...path, key] });
        } else {
          faults.push({ path: jsonPointer(path), code: 'unstorable-key' });
        }
      }
    }
  }
  return faults;
};

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
