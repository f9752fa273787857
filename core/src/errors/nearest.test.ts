import { expect, test } from '@jest/globals';
import { nearest, suggestion } from './nearest.js';

const known = ['chunk_size', 'lanes', 'dispatch'];

test.each([
  ['chunksize', 'chunk_size'],
  ['lane', 'lanes'],
  ['dipsatch', 'dispatch'],
  ['lanes', 'lanes'],
])('%s was meant as %s', (word, meant) => {
  expect(nearest(word, known)).toBe(meant);
});

test('a word that is far from all gets the list', () => {
  expect(suggestion('wholesale', known)).toBe('known here: chunk_size, lanes, dispatch');
  expect(suggestion('lame', known)).toBe("did you mean 'lanes'?");
  expect(suggestion('lame', [])).toBe('there is none here');
});
