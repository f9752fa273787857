import { reasonTaken } from './taken-ids.js';

const longestId = 40;
const longestTitle = 60;

/** @returns what is wrong with an id, and what to do; undefined when nothing is. */
export const idFault = (id: string): string | undefined => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    return `The id '${id}' is not kebab-case: write lower-case words joined by '-', such as 'vip-lounge'.`;
  }
  if (id.length > longestId) {
    return `The id '${id}' is too long: take at most ${longestId} characters.`;
  }
  const taken = reasonTaken(id);
  return taken && `${taken}: choose another id.`;
};

/** @param title a plugin's name for people, in whatever language */
export const titleFault = (title: string): string | undefined =>
  title.trim() === '' || title.length > longestTitle || /\p{Cc}/u.test(title)
    ? `A title is one line of 1 to ${longestTitle} characters.`
    : undefined;

/** @param scope with or without '@' */
export const scopeFault = (scope: string): string | undefined =>
  /^@?[a-z0-9][a-z0-9._-]*$/.test(scope)
    ? undefined
    : `The scope '${scope}' is none of npm's: write lower-case letters, digits and '-', such as '@acme'.`;
