/** RFC 6901: `['content', 'a/b']` is `/content/a~1b`; the whole is the empty string. */
export const jsonPointer = (path: readonly string[]): string =>
  path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
