import { fileURLToPath } from 'node:url';
import { declaredErrors } from '../../errors/declared-errors.js';
import { defaultLocale, supportedLocales } from '../../i18n/locales.js';
import { readTexts, type Texts } from '../../i18n/read-texts.js';
import type { PluginSpec } from '../define-plugin.js';
import type { PluginFault } from '../plugin-fault.js';
import { checkLanguages } from './check-languages.js';
import { FaultList } from './fault-list.js';
import { wantedTexts } from './wanted-texts.js';

/**
 * The texts of a plugin are there in every language, agree with each other, and hold what the definition refers to. Reads the
 * files of `locales`. A plugin that shows nothing (no page, no error of its own) needs none.
 */
export const checkTranslations = (spec: PluginSpec): readonly PluginFault[] => {
  const faults = new FaultList(spec.id);
  const { locales: folder, portal } = spec.contributes ?? {};
  if (!folder) {
    if ((portal?.pages ?? []).length > 0 || declaredErrors(spec.id).length > 0) {
      faults.add(
        'it has pages or errors and no texts',
        `contribute 'locales' with ${supportedLocales.map((locale) => `${locale}.json`).join(', ')}`,
      );
    }
    return faults.faults;
  }
  if (folder.protocol !== 'file:') {
    faults.add(
      `its locales at '${folder.href}' are no folder`,
      `write 'locales: new URL('../locales/', import.meta.url)'`,
    );
    return faults.faults;
  }

  const languages = new Map<(typeof supportedLocales)[number], Texts>();
  for (const locale of supportedLocales) {
    const read = readTexts(folder, locale);
    if ('texts' in read) languages.set(locale, read.texts);
    else faults.add(`its texts in '${locale}' are missing: ${read.problem}`, 'write that file');
  }
  checkLanguages(languages, faults);

  const english = languages.get(defaultLocale);
  if (english) {
    for (const { key, by } of wantedTexts(spec)) {
      if (english.has(key) || english.has(`${key}_other`)) continue;
      faults.add(
        `its ${by} wants the text '${key}', which is not there`,
        `add '${key}' to every language in ${fileURLToPath(folder)}`,
      );
    }
  }
  return faults.faults;
};
