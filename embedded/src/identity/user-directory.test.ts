import { expect, test } from '@jest/globals';
import { userDirectory } from './user-directory.js';

const acme = { id: 'acme', name: 'Acme' };
const ada = {
  id: 'ada',
  email: 'Ada@acme.test',
  name: 'Ada',
  password: 'secret',
  roles: ['merchant-admin'],
  merchants: ['acme'],
};

test('finds by id, with the merchants spelled out and without the password', () => {
  const account = userDirectory([ada], [acme]).find('ada');
  expect(account).toEqual({
    id: 'ada',
    email: 'Ada@acme.test',
    name: 'Ada',
    roles: ['merchant-admin'],
    merchants: [acme],
  });
});

test.each([
  ['ada@ACME.test ', 'secret', 'ada'],
  ['ada@acme.test', 'Secret', undefined],
  ['ada@acme.test', '', undefined],
  ['nobody@acme.test', 'secret', undefined],
  ['', '', undefined],
])('%s with %s', (email, password, id) => {
  expect(userDirectory([ada], [acme]).authenticate(email, password)?.id).toBe(id);
});

test.each([
  [[ada, { ...ada, email: 'b@acme.test' }], /id ada/],
  [[ada, { ...ada, id: 'b', email: 'ADA@acme.test' }], /email ADA@acme\.test/],
  [[{ ...ada, merchants: ['other'] }], /unknown merchant other/],
  [[{ ...ada, password: '' }], /no password/],
])('refuses users that do not fit together (%#)', (users, message) => {
  expect(() => userDirectory(users, [acme])).toThrow(message);
});
