import { pluralFormOf } from '../../i18n/plural-forms.js';
import type { Texts } from '../../i18n/read-texts.js';

/** What a text names: `{{name}}`, `{{- name}}`, `{{when, datetime}}`. */
const placeholdersIn = (text: unknown): ReadonlySet<string> =>
  new Set(
    [...String(text).matchAll(/\{\{-?\s*([\w.]+)/g)].flatMap(([, name]) => (name ? [name] : [])),
  );

const spelled = (names: ReadonlySet<string>): string =>
  names.size === 0
    ? 'nothing'
    : [...names]
        .sort()
        .map((name) => `{{${name}}}`)
        .join(', ');

/** Forms that may say a number in words: "one message", "two messages". */
const spoken = ['zero', 'one', 'two'];

/** Texts that name other values than their English original; a form for a small number may name fewer. */
export const differentPlaceholders = (
  texts: Texts,
  english: Texts,
  allKeys: ReadonlySet<string>,
): readonly { readonly key: string; readonly own: string; readonly wanted: string }[] =>
  [...texts].flatMap(([key, text]) => {
    const plural = pluralFormOf(key, allKeys);
    const original = english.get(plural ? `${plural.stem}_other` : key);
    // An empty text is a fault of its own.
    if (original === undefined || String(text).trim() === '') return [];
    const own = placeholdersIn(text);
    const wanted = placeholdersIn(original);
    const mayOmit = plural !== undefined && spoken.includes(plural.form);
    const agrees =
      [...own].every((name) => wanted.has(name)) && (mayOmit || own.size === wanted.size);
    return agrees ? [] : [{ key, own: spelled(own), wanted: spelled(wanted) }];
  });
