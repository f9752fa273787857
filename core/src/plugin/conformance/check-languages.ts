import { defaultLocale, type Locale } from '../../i18n/locales.js';
import { formsOf, pluralFormOf } from '../../i18n/plural-forms.js';
import type { Texts } from '../../i18n/read-texts.js';
import { type FaultList, quoted } from './fault-list.js';
import { differentPlaceholders } from './placeholders.js';

/** Holds all languages against English: the same keys, each plural form, no empty text, the same placeholders. */
export const checkLanguages = (languages: ReadonlyMap<Locale, Texts>, faults: FaultList): void => {
  const allKeys = new Set([...languages.values()].flatMap((texts) => [...texts.keys()]));
  const stemOf = (key: string): string => pluralFormOf(key, allKeys)?.stem ?? key;
  const stems = (texts: Texts): Set<string> => new Set([...texts.keys()].map(stemOf));
  const english = languages.get(defaultLocale);

  for (const [locale, texts] of languages) {
    checkTexts(locale, texts, faults);
    checkForms(locale, texts, allKeys, faults);
    if (!english || locale === defaultLocale) continue;
    const lacking = without(stems(english), stems(texts));
    if (lacking.length > 0) {
      faults.add(
        `its texts in '${locale}' lack ${quoted(lacking)}`,
        `translate what ${defaultLocale}.json has`,
      );
    }
    const besides = without(stems(texts), stems(english));
    if (besides.length > 0) {
      faults.add(
        `its texts in '${locale}' have ${quoted(besides)}, which '${defaultLocale}' does not have`,
        `add it to ${defaultLocale}.json, or remove it from ${locale}.json`,
      );
    }
    for (const { key, own, wanted } of differentPlaceholders(texts, english, allKeys)) {
      faults.add(
        `its text '${key}' names ${own} in '${locale}' and ${wanted} in '${defaultLocale}'`,
        'name the same values in both',
      );
    }
  }
};

const without = (keys: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...keys].filter((key) => !others.has(key));

const checkTexts = (locale: Locale, texts: Texts, faults: FaultList): void => {
  const noText = [...texts].filter(([, text]) => typeof text !== 'string').map(([key]) => key);
  if (noText.length > 0) {
    faults.add(`in '${locale}' ${quoted(noText)} is not a text`, 'write a text in quotes');
  }
  const empty = [...texts]
    .filter(([, text]) => typeof text === 'string' && text.trim() === '')
    .map(([key]) => key);
  if (empty.length > 0) {
    faults.add(`its texts in '${locale}' are empty at ${quoted(empty)}`, 'write the text');
  }
};

const checkForms = (
  locale: Locale,
  texts: Texts,
  allKeys: ReadonlySet<string>,
  faults: FaultList,
): void => {
  const forms = Map.groupBy(
    [...texts.keys()].flatMap((key) => pluralFormOf(key, allKeys) ?? []),
    ({ stem }) => stem,
  );
  const incomplete = [...forms].flatMap(([stem, own]) =>
    formsOf(locale, stem)
      .filter((form) => !own.some((one) => one.form === form))
      .map((form) => `${stem}_${form}`),
  );
  if (incomplete.length > 0) {
    faults.add(
      `its texts in '${locale}' lack the plural forms ${quoted(incomplete)}`,
      `write each form that the language has: ${formsOf(locale, '').join(', ')}`,
    );
  }
};
