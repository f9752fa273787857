import type { Locale } from './locales.js';

/** A key that i18next takes for a form of a plural: `unread_one`, `place_ordinal_few`. */
const formKey = /^(?<stem>.+?)(?<ordinal>_ordinal)?_(?<form>zero|one|two|few|many|other)$/;

export interface PluralForm {
  /** The key without the form; of an ordinal with `_ordinal`. */
  readonly stem: string;
  readonly form: string;
}

/**
 * Which form of a plural a key holds. A key is taken for one only where `<stem>_other` stands beside it, in some language:
 * `step_one` alone is a text like any other.
 */
export const pluralFormOf = (key: string, allKeys: ReadonlySet<string>): PluralForm | undefined => {
  const { stem, ordinal = '', form } = formKey.exec(key)?.groups ?? {};
  if (stem === undefined || form === undefined) return undefined;
  return allKeys.has(`${stem}${ordinal}_other`) ? { stem: `${stem}${ordinal}`, form } : undefined;
};

/** The forms that i18next looks up in a language, as CLDR has them; `zero` besides is allowed in every language. */
export const formsOf = (locale: Locale, stem: string): readonly string[] =>
  new Intl.PluralRules(locale, {
    type: stem.endsWith('_ordinal') ? 'ordinal' : 'cardinal',
  }).resolvedOptions().pluralCategories;
