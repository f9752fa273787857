import { describe, expect, it } from '@jest/globals';
import { isPassingFetchFault } from './passing-fetch-fault.js';

const failed = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('why'), { code }) });

describe('isPassingFetchFault', () => {
  it.each([
    ['a refused connection', failed('ECONNREFUSED'), true],
    ['a connection that ends', failed('UND_ERR_SOCKET'), true],
    ['a connection that takes too long', failed('UND_ERR_CONNECT_TIMEOUT'), true],
    ['an answer that takes too long', new DOMException('aborted', 'TimeoutError'), true],
    ['an untrusted certificate', failed('SELF_SIGNED_CERT_IN_CHAIN'), false],
    ['a certificate of somebody else', failed('ERR_TLS_CERT_ALTNAME_INVALID'), false],
    ['an answer that is no HTTP', failed('HPE_INVALID_CONSTANT'), false],
    ['a URL that is refused', new TypeError('the URL includes credentials'), false],
  ])('knows %s', (_case, error, passes) => {
    expect(isPassingFetchFault(error)).toBe(passes);
  });
});
