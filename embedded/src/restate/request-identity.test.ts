import { statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { base58, requestIdentity } from './request-identity.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

// From the test vectors of Bitcoin Core, src/test/data/base58_encode_decode.json.
test.each([
  ['', ''],
  ['61', '2g'],
  ['626262', 'a3gV'],
  ['00eb15231dfceb60925886b67d065299925915aeb172c06647', '1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L'],
  ['00000000000000000000', '1111111111'],
])('base58 of %s', (hex, expected) => {
  expect(base58(Buffer.from(hex, 'hex'))).toBe(expected);
});

test('is made once and kept for its owner alone', async () => {
  const first = await requestIdentity(folder.path);
  expect(first.publicKey).toMatch(/^publickeyv1_[1-9A-HJ-NP-Za-km-z]{42,44}$/);
  expect(await requestIdentity(folder.path)).toEqual(first);
  expect(statSync(first.privateKeyFile).mode & 0o777).toBe(0o600);
});
