/** RFC 6901: `['content', 'a/b']` is `/content/a~1b`; the whole is the empty string. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
