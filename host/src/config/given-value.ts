/** A value as somebody gave it. */
export interface GivenValue {
  readonly value: unknown;
  readonly origin: Origin;
}

/** Where a value came from, and how it is corrected there. */
export type Origin =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'flag'; readonly flag: string };

export const originText = (origin: Origin): string => {
  if (origin.kind === 'file') return origin.file;
  return origin.kind === 'environment'
    ? `the environment variable ${origin.variable}`
    : `the flag ${origin.flag}`;
};
