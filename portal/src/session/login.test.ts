import { expect, test } from '@jest/globals';
import { loginAddress } from './login.js';

test('the login returns to the page and its query, in the same language', () => {
  const address = new URL(
    loginAddress({ pathname: '/admin/tiers', search: '?a=1&b=2' }, 'ar'),
    'http://localhost',
  );
  expect(address.pathname).toBe('/auth/login');
  expect(address.searchParams.get('return_to')).toBe('/admin/tiers?a=1&b=2');
  expect(address.searchParams.get('ui_locales')).toBe('ar');
});
