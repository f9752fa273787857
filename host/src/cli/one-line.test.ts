import { expect, test } from '@jest/globals';
import { oneLine } from './one-line.js';

test.each([
  ['plain text', 'plain text'],
  ['two\nlines\r\n and\ttabs ', 'two lines and tabs'],
  ['\u001b[31mred\u001b[0m \u001b]0;title\u0007bell\u0007', 'red bell'],
  ['right\u202eto left', 'right to left'],
  ['نص عربي', 'نص عربي'],
  ['', ''],
])('%j is shown as %j', (text, shown) => {
  expect(oneLine(text)).toBe(shown);
});

test('is cut at the width, between characters', () => {
  expect(oneLine('😀😀😀😀', 3)).toBe('😀😀…');
  expect(oneLine('abc', 3)).toBe('abc');
});
