import { cancel, intro, isCancel, text } from '@clack/prompts';
import { idFault, scopeFault, titleFault } from './faults.js';
import { titleOf } from './names.js';
import type { Options } from './read-options.js';
import { UsageError } from './usage-error.js';

/** Asks at the terminal for what the command line does not say. @throws UsageError when the person gives up */
export const ask = async (options: Options, idOfFolder: string): Promise<Options> => {
  intro('A plugin of Promenade');
  const id = options.id ?? (await answer('Its id', idOfFolder, idFault));
  const title = options.title ?? (await answer('Its name in English', titleOf(id), titleFault));
  const ar = options['title-ar'] ?? (await answer('Its name in Arabic', title, titleFault));
  const he = options['title-he'] ?? (await answer('Its name in Hebrew', title, titleFault));
  const scope =
    options.scope ??
    (await answer('npm scope of the package (none: leave empty)', '', (given) =>
      given === '' ? undefined : scopeFault(given),
    ));
  return { ...options, id, title, 'title-ar': ar, 'title-he': he, ...(scope && { scope }) };
};

const answer = async (
  message: string,
  initialValue: string,
  faultOf: (value: string) => string | undefined,
): Promise<string> => {
  const given = await text({ message, initialValue, validate: (value) => faultOf(value ?? '') });
  if (isCancel(given)) {
    cancel('Nothing was made.');
    throw new UsageError('given up');
  }
  return given ?? '';
};
