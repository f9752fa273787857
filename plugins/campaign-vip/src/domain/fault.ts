/** A value that breaks a rule: where it is (a JSON pointer), which rule, and the rule's bounds. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, number>>;
}

/** The largest value of a column of type integer. */
export const largestInteger = 2_147_483_647;

export const rangeFaults = (path: string, value: number, min: number, max: number): Fault[] =>
  Number.isInteger(value) && value >= min && value <= max
    ? []
    : [{ path, code: 'out-of-range', params: { min, max } }];

/** Counts code points, as PostgreSQL's `char_length` does. */
export const lengthFaults = (path: string, text: string, max: number): Fault[] =>
  Array.from(text).length <= max ? [] : [{ path, code: 'too-long', params: { max } }];
