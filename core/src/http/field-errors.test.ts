import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fieldErrors, mostFaults } from './field-errors.js';

const schema = z.strictObject({ titles: z.array(z.string()) });
const faultsOf = (sent: unknown) => fieldErrors(schema.safeParse(sent).error?.issues ?? [], sent);

describe('fieldErrors', () => {
  it('names each field at fault', () => {
    expect(faultsOf({ titles: ['a', 1], 'a/b~c': 1 })).toEqual([
      { path: '/titles/1', code: 'invalid-type', text: 'not-text' },
      { path: '/a~1b~0c', code: 'unknown-field' },
    ]);
  });

  it('tells a missing field from a wrong one', () => {
    expect(faultsOf({})).toEqual([{ path: '/titles', code: 'invalid-type', text: 'required' }]);
    expect(faultsOf({ titles: 'a' })).toEqual([
      { path: '/titles', code: 'invalid-type', text: 'not-a-list' },
    ]);
  });

  it.each([
    ['values', { titles: Array.from({ length: 5_000 }, () => 1) }],
    ['names', Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`x${at}`, 1]))],
  ])('names no more than a person would read, for any number of wrong %s', (_case, sent) => {
    expect(faultsOf(sent)).toHaveLength(mostFaults);
  });
});
