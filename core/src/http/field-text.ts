import type { $ZodIssue } from 'zod/v4/core';

/** A text under `errors.fields` of the core, with what it names. */
export interface FieldText {
  readonly text: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

type SizeIssue = Extract<$ZodIssue, { code: 'too_small' | 'too_big' }>;

const numbers = new Set(['number', 'int', 'bigint']);
const lists = new Set(['array', 'set', 'map']);

const typeTexts: Readonly<Record<string, string>> = {
  string: 'not-text',
  number: 'not-a-number',
  nan: 'not-a-number',
  int: 'not-a-whole-number',
  bigint: 'not-a-whole-number',
  boolean: 'not-a-boolean',
  object: 'not-an-object',
  record: 'not-an-object',
  array: 'not-a-list',
  tuple: 'not-a-list',
  set: 'not-a-list',
  date: 'not-a-datetime',
};

const formatTexts: Readonly<Record<string, string>> = {
  datetime: 'not-a-datetime',
  date: 'not-a-date',
  time: 'not-a-time',
  email: 'not-an-email',
  url: 'not-a-url',
};

/** Chooses the sentence that tells a person what to do about an issue; `value` is what was sent in that place. */
export const fieldTextOf = (issue: $ZodIssue, value: unknown): FieldText => {
  if (value === undefined || value === null) return { text: 'required' };
  switch (issue.code) {
    case 'invalid_type':
      return { text: typeTexts[issue.expected] ?? 'invalid' };
    case 'invalid_format':
      return { text: formatTexts[issue.format] ?? 'wrong-form' };
    case 'invalid_value':
      return { text: 'not-a-choice', params: { values: issue.values.map(String).join(', ') } };
    case 'not_multiple_of':
      return { text: 'not-a-multiple', params: { divisor: String(issue.divisor) } };
    case 'too_small':
      return sizeText(issue, 'minimum', issue.minimum);
    case 'too_big':
      return sizeText(issue, 'maximum', issue.maximum);
    case 'invalid_union':
      return unionText(issue);
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
    case 'custom':
      break;
  }
  return { text: 'invalid' };
};

/** A discriminated union says which values its discriminator may have; other unions cannot tell what was meant. */
const unionText = (issue: Extract<$ZodIssue, { code: 'invalid_union' }>): FieldText =>
  'options' in issue && issue.options
    ? { text: 'not-a-choice', params: { values: issue.options.map(String).join(', ') } }
    : { text: 'invalid' };

const sizeText = (
  { code, origin, inclusive }: SizeIssue,
  name: 'minimum' | 'maximum',
  limit: number | bigint,
): FieldText => {
  const small = code === 'too_small';
  // The limit of a bigint is one too; JSON and plurals know numbers only.
  const params = { [name]: String(limit), count: Number(limit) };
  if (numbers.has(origin)) {
    if (inclusive === false) return { text: small ? 'more-than' : 'less-than', params };
    return { text: small ? 'not-less-than' : 'not-more-than', params };
  }
  if (origin === 'string') {
    if (small && params.count === 1) return { text: 'required' };
    return { text: small ? 'too-short' : 'too-long', params };
  }
  if (lists.has(origin)) return { text: small ? 'too-few' : 'too-many', params };
  return { text: 'invalid' };
};
