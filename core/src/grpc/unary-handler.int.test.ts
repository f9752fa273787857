import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { campaignV1 } from '@promenade/proto';
import type { RequestContext } from '../context/request-context.js';
import { coreError } from '../errors/core-errors.js';
import { PromenadeError } from '../errors/promenade-error.js';
import { createLogger } from '../observability/logger.js';
import { callRpc, type RpcOptions } from '../testing/call-rpc.js';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { TestIdentity } from '../testing/test-identity.js';
import { behaviour, campaign } from './testing/campaign.js';
import { decodeStatus } from './testing/decode-status.js';

const lines: Record<string, unknown>[] = [];
let host: TestHost;
let client: campaignV1.CampaignServiceClient;
let token: string;

beforeAll(async () => {
  const write = (line: string): number => lines.push(JSON.parse(line) as (typeof lines)[number]);
  host = await createTestHost({
    plugins: [campaign],
    logger: createLogger({ level: 'info', destination: { write } }),
  });
  client = new campaignV1.CampaignServiceClient(host.grpcAddress, credentials.createInsecure());
});
afterAll(async () => {
  client?.close();
  await host?.stop();
});
beforeEach(async () => {
  behaviour.get = async () => ({});
  token = await host.token({ roles: ['service'] });
});

const get = (
  options: RpcOptions = { token },
  request: Partial<campaignV1.GetVIPTierRequest> = {},
) =>
  callRpc(
    client.getVipTier.bind(client),
    { merchantId: host.merchantId, tierId: 'gold', ...request },
    options,
  );
/** The error of a call that must be refused. */
const refusalOf = async (call: Promise<unknown>): Promise<ServiceError> => {
  const error = await call.then(
    () => new Error('the call was answered'),
    (refusal: unknown) => refusal,
  );
  expect(error).toMatchObject({ code: expect.any(Number), metadata: expect.any(Metadata) });
  return error as ServiceError;
};
const codeOf = (error: ServiceError): unknown => error.metadata.get('promenade-error-code')[0];

describe('a caller', () => {
  test.each<[string, () => Promise<RpcOptions>]>([
    ['without a token', async () => ({})],
    ['with garbage', async () => ({ token: 'letmein' })],
    ['with an expired token', async () => ({ token: await host.token({ expiresIn: -60 }) })],
    [
      "with another audience's token",
      async () => ({ token: await host.token({ audience: 'https://other.test' }) }),
    ],
    [
      "with another issuer's token",
      async () => ({ token: await host.token({ issuer: 'https://other.test' }) }),
    ],
    [
      'with a token signed by somebody else',
      async () => ({
        token: await (await TestIdentity.create()).token({ merchantId: host.merchantId }),
      }),
    ],
  ])('%s is UNAUTHENTICATED', async (_case, options) => {
    const error = await refusalOf(get(await options()));
    expect(error.code).toBe(status.UNAUTHENTICATED);
    expect(codeOf(error)).toBe('unauthenticated');
  });

  test('without the permission is PERMISSION_DENIED', async () => {
    const customer = await host.token({ roles: ['customer'] });
    const error = await refusalOf(get({ token: customer }));
    expect(error.code).toBe(status.PERMISSION_DENIED);
    expect(codeOf(error)).toBe('permission-denied');
  });

  test('that names a merchant of others is PERMISSION_DENIED', async () => {
    for (const merchantId of [randomUUID(), 'acme']) {
      const error = await refusalOf(get({ token }, { merchantId }));
      expect(error.code).toBe(status.PERMISSION_DENIED);
      expect(codeOf(error)).toBe('merchant-not-allowed');
    }
  });

  test('acts for the merchant that it names: in the request, in metadata, or its only one', async () => {
    const contexts: RequestContext[] = [];
    behaviour.get = async ({ context }) => {
      contexts.push(context);
      return {};
    };
    const other = randomUUID();
    const both = await host.token({ roles: ['service'], otherMerchantIds: [other] });
    await get({ token: both }, { merchantId: other });
    await get({ token: both, metadata: { 'promenade-merchant': other } }, { merchantId: '' });
    await get({ token }, { merchantId: '' });
    expect(contexts.map(({ merchantId }) => merchantId)).toEqual([other, other, host.merchantId]);
    const error = await refusalOf(get({ token: both }, { merchantId: '' }));
    expect([error.code, codeOf(error)]).toEqual([status.INVALID_ARGUMENT, 'merchant-required']);
  });

  test('that names one merchant in the request and another in metadata is PERMISSION_DENIED', async () => {
    const other = randomUUID();
    const both = await host.token({ roles: ['service'], otherMerchantIds: [other] });
    const metadata = { 'promenade-merchant': other };
    const error = await refusalOf(get({ token: both, metadata }));
    expect([error.code, codeOf(error)]).toEqual([status.PERMISSION_DENIED, 'merchant-not-allowed']);
    await get({ token: both, metadata }, { merchantId: other.toUpperCase() });
  });

  test('of a merchant that has the plugin off gets FAILED_PRECONDITION', async () => {
    const merchantId = randomUUID();
    const theirs = await host.token({ merchantId, roles: ['service'] });
    await get({ token: theirs }, { merchantId });
    const change = { pluginId: 'campaign', by: 'tester' };
    await host.directory.switch(merchantId, { ...change, enabled: false });
    const error = await refusalOf(get({ token: theirs }, { merchantId }));
    expect(error.code).toBe(status.FAILED_PRECONDITION);
    expect(codeOf(error)).toBe('plugin-not-enabled');
    await get();
    await host.directory.switch(merchantId, { ...change, enabled: true });
    await get({ token: theirs }, { merchantId });
  });
});

describe('a refusal', () => {
  test('names the fields at fault as the .proto file does, in google.rpc details', async () => {
    const error = await refusalOf(get({ token }, { tierId: 'x'.repeat(11) }));
    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.details).toBe('Some fields are not valid: /tier_id Enter at most 10 characters.');
    expect(decodeStatus(error)).toEqual({
      code: status.INVALID_ARGUMENT,
      message: error.details,
      reason: 'validation-failed',
      domain: 'core.promenade',
      info: { correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      violations: [
        { field: '/tier_id', description: expect.stringContaining('10'), reason: 'too-big' },
      ],
    });
  });

  test('of text that cannot be stored names the field too', async () => {
    const error = await refusalOf(get({ token }, { tierId: 'a\0b' }));
    expect(decodeStatus(error).violations).toEqual([
      { field: '/tier_id', description: expect.any(String), reason: 'unstorable-text' },
    ]);
  });

  test("speaks the caller's language", async () => {
    const metadata = { 'accept-language': 'ar' };
    const error = await refusalOf(get({ token, metadata }, { tierId: '' }));
    expect(error.details).toMatch(/\p{Script=Arabic}/u);
    expect(decodeStatus(error).violations[0]?.description).toMatch(/\p{Script=Arabic}/u);
    const malformed = await refusalOf(get({ metadata: { 'accept-language': 'en-a' } }));
    expect(malformed.code).toBe(status.UNAUTHENTICATED);
  });

  test.each([
    ['route-not-found', status.NOT_FOUND, 'info'],
    ['version-mismatch', status.FAILED_PRECONDITION, 'info'],
    ['enablement-unknown', status.UNAVAILABLE, 'error'],
  ] as const)('by a handler as %s keeps its meaning', async (code, wanted, level) => {
    behaviour.get = async () => {
      throw coreError(code);
    };
    const metadata = { 'x-correlation-id': `trace-${code}` };
    const error = await refusalOf(get({ token, metadata }));
    expect([error.code, codeOf(error)]).toEqual([wanted, code]);
    const line = { level, correlation_id: `trace-${code}` };
    expect(lines).toContainEqual(expect.objectContaining(line));
  });

  test('that nobody meant is INTERNAL and tells nothing; the log tells all', async () => {
    behaviour.get = async () => {
      throw new TypeError('password hunter2 is wrong');
    };
    const error = await refusalOf(get({ token, metadata: { 'x-correlation-id': 'trace-boom' } }));
    expect([error.code, codeOf(error)]).toEqual([status.INTERNAL, 'internal']);
    const sent = JSON.stringify([error.details, error.metadata.toJSON(), decodeStatus(error)]);
    expect(sent).not.toMatch(/hunter2|TypeError|\.ts\b/);
    expect(decodeStatus(error).info).toEqual({ correlation_id: 'trace-boom' });
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        correlation_id: 'trace-boom',
        merchant_id: host.merchantId,
        plugin_id: 'campaign',
        err: expect.objectContaining({ message: 'password hunter2 is wrong' }),
      }),
    );
  });
});

describe('an error that cannot be told', () => {
  test.each<[string, () => Error]>([
    ['its code is no header', () => new PromenadeError('campaign', 'לא', 'invalid')],
    ['its kind is none', () => new PromenadeError('campaign', 'odd', 'odd' as 'invalid')],
  ])('because %s is INTERNAL', async (_case, make) => {
    behaviour.get = async () => {
      throw make();
    };
    expect((await refusalOf(get())).code).toBe(status.INTERNAL);
    behaviour.get = async () => ({});
    await get();
  });
});

describe('the correlation id', () => {
  const answeredFor = (sent: string): Promise<unknown> => {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${token}`);
    metadata.set('x-correlation-id', sent);
    return new Promise((resolve, reject) => {
      const request = { merchantId: host.merchantId, tierId: 'gold' };
      const call = client.getVipTier(request, metadata, (error) => error && reject(error));
      call.on('metadata', (answer) => resolve(answer.get('x-correlation-id')[0]));
    });
  };

  test('of the caller comes back, and reaches the handler', async () => {
    const seen: string[] = [];
    behaviour.get = async ({ context }) => {
      seen.push(context.correlationId);
      return {};
    };
    expect(await answeredFor('trace-me')).toBe('trace-me');
    // The answer's metadata leaves before the handler is called.
    await eventually(async () => expect(seen).toEqual(['trace-me']));
  });

  test.each(['', 'a b', 'x'.repeat(129), 'x'.repeat(5_000), '${jndi:ldap://evil}'])(
    'that is hostile is replaced: %j',
    async (sent) => {
      expect(await answeredFor(sent)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe('a deadline', () => {
  const started = () => {
    const begun = Promise.withResolvers<AbortSignal>();
    behaviour.get = ({ signal }) => {
      begun.resolve(signal);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({}));
      });
    };
    return begun.promise;
  };
  const abortOf = (signal: AbortSignal): Promise<unknown> =>
    signal.aborted ? Promise.resolve() : once(signal, 'abort');

  const call = (deadline: number) => {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${token}`);
    const request = { merchantId: host.merchantId, tierId: 'gold' };
    const answer = Promise.withResolvers<never>();
    const pending = client.getVipTier(request, metadata, { deadline }, (error) =>
      answer.reject(error),
    );
    return { pending, answer: answer.promise };
  };

  test('that passes ends the call, and tells the handler to give up', async () => {
    const begun = started();
    // Long enough for the call to reach its handler before.
    const deadline = Date.now() + 2_000;
    const { answer } = call(deadline);
    const signal = await begun;
    const error = await refusalOf(answer);
    expect(error.code).toBe(status.DEADLINE_EXCEEDED);
    expect(Date.now() - deadline).toBeLessThan(1_800);
    await abortOf(signal);
  });

  test('need not be waited for when the caller cancels', async () => {
    const begun = started();
    const { pending, answer } = call(Date.now() + 60_000);
    const signal = await begun;
    pending.cancel();
    expect((await refusalOf(answer)).code).toBe(status.CANCELLED);
    await abortOf(signal);
  });
});
