import { expect, test } from '@jest/globals';
import { originsOf } from './security-headers.js';

test('names each origin once and leaves out what has none', () => {
  expect(
    originsOf([
      'http://localhost:8080/a',
      'http://localhost:8080/b',
      'app.native:/back',
      'nothing',
    ]),
  ).toEqual(['http://localhost:8080']);
});
