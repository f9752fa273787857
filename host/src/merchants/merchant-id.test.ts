import { describe, expect, test } from '@jest/globals';
import { merchantIdOf, readMerchant } from './merchant-id.js';

const withIdentity = (identity: boolean) => ({
  embedded: { postgres: true, restate: true, identity },
});

describe('the id of a merchant', () => {
  test('never changes for a name', () => {
    expect(merchantIdOf('acme')).toBe('6d360466-2471-5972-a049-b2645f244be8');
    expect(merchantIdOf('ACME')).toBe(merchantIdOf('acme'));
    expect(merchantIdOf('globex')).not.toBe(merchantIdOf('acme'));
  });

  test('is read from a name with the embedded provider only', () => {
    expect(readMerchant('Acme', withIdentity(true))).toEqual({
      id: merchantIdOf('acme'),
      name: 'acme',
    });
    expect(() => readMerchant('acme', withIdentity(false))).toThrow('is not the id of a merchant');
  });

  test('is not made up for a name that nobody knows', () => {
    expect(() => readMerchant('acmee', withIdentity(true))).toThrow(
      expect.objectContaining({
        message: "there is no merchant named 'acmee'",
        cure: 'Known by name: acme, globex. Any other is given as its UUID.',
      }),
    );
    expect(readMerchant('Initech', withIdentity(true), { mayBeNew: true })).toEqual({
      id: merchantIdOf('initech'),
      name: 'initech',
    });
  });

  test('is a UUID as it stands, in lower case', () => {
    const id = '6D360466-2471-5972-A049-B2645F244BE8';
    expect(readMerchant(id, withIdentity(false)).id).toBe(id.toLowerCase());
  });

  test.each(['', 'a b', '1acme', 'acme!', 'x'.repeat(64)])('refuses %j', (text) => {
    expect(() => readMerchant(text, withIdentity(true))).toThrow('neither a UUID nor the name');
  });
});
