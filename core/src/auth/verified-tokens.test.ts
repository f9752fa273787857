import { describe, expect, it } from '@jest/globals';
import { VerifiedTokens } from './verified-tokens.js';

const principal = (expiresAt?: number) => ({
  subject: 'c1',
  name: 'c1',
  roles: [],
  merchants: [],
  ...(expiresAt !== undefined && { expiresAt }),
});

describe('tokens that are verified', () => {
  let now = 1_000_000;
  const tokens = () => new VerifiedTokens(() => now);

  it('are believed for a minute', () => {
    const kept = tokens();
    const holder = principal(now + 3_600_000);
    kept.keep('a', holder);
    now += 59_999;
    expect(kept.find('a')).toBe(holder);
    expect(kept.find('b')).toBeUndefined();
    now += 1;
    expect(kept.find('a')).toBeUndefined();
  });

  it('are believed no longer than they are valid', () => {
    const kept = tokens();
    kept.keep('short', principal(now + 10));
    kept.keep('endless', principal());
    expect(kept.find('short')).toBeDefined();
    expect(kept.find('endless')).toBeUndefined();
    now += 10;
    expect(kept.find('short')).toBeUndefined();
  });

  it('are not kept without end: the oldest goes', () => {
    const kept = tokens();
    for (let token = 0; token <= 5_000; token += 1) {
      kept.keep(String(token), principal(now + 1_000));
    }
    expect(kept.find('0')).toBeUndefined();
    expect(kept.find('1')).toBeDefined();
    expect(kept.find('5000')).toBeDefined();
  });
});
