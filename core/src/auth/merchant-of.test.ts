import { describe, expect, it } from '@jest/globals';
import { merchantOf } from './merchant-of.js';
import type { Principal } from './principal.js';

const acme = '0190aaaa-0000-7000-8000-00000000000a';
const bazaar = '0190aaaa-0000-7000-8000-00000000000b';

const holderOf = (...ids: string[]): Principal => ({
  subject: 'tester',
  name: 'Tester',
  roles: ['merchant-admin'],
  merchants: ids.map((id) => ({ id, name: id })),
});

describe('merchantOf', () => {
  it.each([undefined, ''])('takes the only merchant where %j is selected', (selected) => {
    expect(merchantOf(holderOf(acme), selected)).toBe(acme);
  });

  it('takes the selected one of several, in any case', () => {
    expect(merchantOf(holderOf(acme, bazaar), bazaar.toUpperCase())).toBe(bazaar);
  });

  it('wants a choice between several, unless the first will do', () => {
    expect(() => merchantOf(holderOf(acme, bazaar), undefined)).toThrow(
      expect.objectContaining({ code: 'merchant-required' }),
    );
    expect(merchantOf(holderOf(acme, bazaar), undefined, true)).toBe(acme);
  });

  it.each([
    ['a merchant of others', holderOf(acme), bazaar, false],
    ['a merchant of others, though the first would do', holderOf(acme), bazaar, true],
    ['what is no id', holderOf(acme), '*', false],
    ['no merchant at all', holderOf(), undefined, false],
    ['no merchant at all, though the first would do', holderOf(), undefined, true],
  ])('refuses %s', (_case, principal, selected, orFirst) => {
    expect(() => merchantOf(principal, selected, orFirst)).toThrow(
      expect.objectContaining({ code: 'merchant-not-allowed', kind: 'forbidden' }),
    );
  });
});
