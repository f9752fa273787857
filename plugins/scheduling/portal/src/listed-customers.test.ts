import { expect, test } from '@jest/globals';
import { listedCustomers } from './listed-customers.js';

const ONE = '0193b2f0-0000-7000-8000-000000000001';
const TWO = '0193b2f0-0000-7000-8000-00000000000a';

test('ids may be pasted by lines, as CSV, quoted, in capitals and twice', () => {
  const text = `${ONE}\r\n"${TWO.toUpperCase()}", ${ONE};\n\n  ${TWO}\t`;
  expect(listedCustomers(text)).toEqual({ ids: [ONE, TWO], faults: [] });
});

test('what is no id is named with its line', () => {
  expect(listedCustomers(`customer_id\n${ONE}\n\ndana, ${TWO.slice(1)}\n`)).toEqual({
    ids: [ONE],
    faults: [
      { line: 1, entry: 'customer_id' },
      { line: 4, entry: 'dana' },
      { line: 4, entry: TWO.slice(1) },
    ],
  });
});
