/**
 * Only a path of this host may be returned to, or the login would be an open redirect. Browsers read `\\` as `/` and drop
 * tabs and line ends, so that `/\\host` and `/<tab>/host` are other hosts too.
 */
export const localPath = (value: string | undefined): string =>
  value !== undefined && /^\/(?![/\\])[^\p{Cc}]*$/u.test(value) ? value : '/';
