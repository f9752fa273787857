import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineSplitter } from './log-line.js';

function linesOf(chunks: readonly string[]): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

test('drops empty lines and what stands at the end of a line', () => {
  expect(linesOf(['one \r\n\n', 'two'])).toEqual(['one', 'two']);
});

test('gives the same lines wherever the chunks are cut', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, cut) => {
      expect(linesOf([text.slice(0, cut), text.slice(cut)])).toEqual(linesOf([text]));
    }),
  );
});
