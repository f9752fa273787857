import { describe, expect, it } from '@jest/globals';
import { publicReason, publicReasonOf } from './public-reason.js';

describe('publicReason', () => {
  it.each([
    ['the licence ran out', 'the licence ran out'],
    ['first line\nsecond line', 'first line'],
    ['no answer from redis://me:hunter2@cache:6379/0 yet', 'no answer from … yet'],
    [
      'create table a.b (\n  id int\n) - relation "b" already exists',
      'relation "b" already exists',
    ],
    [
      "migrations of 'a' failed: create table a.b (id int) - relation exists",
      "migrations of 'a' failed: relation exists",
    ],
    ['select a pipe - then smoke it', 'then smoke it'],
    ['refused: password=hunter2 is wrong', 'refused: password=••• is wrong'],
    ['x'.repeat(300), 'x'.repeat(200)],
    ['', 'failing'],
  ])('says of %j: %j', (reason, said) => {
    expect(publicReason(reason)).toBe(said);
  });
});

describe('publicReasonOf', () => {
  const coded = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), {
    code: 'ECONNREFUSED',
  });

  it('says no more of a database or a socket than its code', () => {
    expect(publicReasonOf(coded)).toBe('failing (ECONNREFUSED)');
    expect(publicReasonOf(new Error('wrapped', { cause: coded }))).toBe('failing (ECONNREFUSED)');
  });

  it('passes on what a plugin says', () => {
    expect(publicReasonOf(new Error('no pulse'))).toBe('no pulse');
    expect(publicReasonOf('no pulse')).toBe('no pulse');
  });
});
