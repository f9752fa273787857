import { type Names, templateNames } from './names.js';

/**
 * A text of the template in the names of a new plugin.
 * @param asJson whether it is JSON, in whose strings quotes and backslashes of a title are escaped
 */
export const rename = (text: string, names: Names, asJson: boolean): string => {
  const written = (title: string): string => (asJson ? JSON.stringify(title).slice(1, -1) : title);
  // The package's name holds the id, so it comes first.
  const replacements = new Map([
    [templateNames.packageName, names.packageName],
    [templateNames.id, names.id],
    [templateNames.schema, names.schema],
    [templateNames.titles.en, written(names.titles.en)],
    [templateNames.titles.ar, written(names.titles.ar)],
    [templateNames.titles.he, written(names.titles.he)],
  ]);
  // In one pass: what was put in is not replaced again.
  return text.replaceAll(
    new RegExp([...replacements.keys()].join('|'), 'g'),
    (found) => replacements.get(found) ?? found,
  );
};
