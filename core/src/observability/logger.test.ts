import { describe, expect, it } from '@jest/globals';
import { errors } from 'jose';
import { logContext } from '../context/request-context.js';
import { hideFromLogs } from './known-secrets.js';
import { createLogger, type Logger } from './logger.js';

const capture = (level = 'debug'): { logger: Logger; lines: Record<string, unknown>[] } => {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): number => lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, logger: createLogger({ level, destination: { write } }) };
};

describe('a log line', () => {
  it('is JSON with time, level and message', () => {
    const { logger, lines } = capture();
    logger.info({ answer: 42 }, 'hello');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        service: 'promenade',
        msg: 'hello',
        answer: 42,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      }),
    ]);
  });

  it('carries merchant and correlation id of what is being done, and of nothing else', async () => {
    const { logger, lines } = capture();
    const work = (merchant_id: string): Promise<void> =>
      logContext.run({ merchant_id, correlation_id: `of-${merchant_id}` }, async () => {
        await Promise.resolve();
        logger.child({ plugin_id: 'news' }).info('work');
      });
    await Promise.all([work('acme'), work('bazaar')]);
    logger.info('idle');
    expect(lines).toEqual([
      expect.objectContaining({
        merchant_id: 'acme',
        correlation_id: 'of-acme',
        plugin_id: 'news',
      }),
      expect.objectContaining({ merchant_id: 'bazaar', correlation_id: 'of-bazaar' }),
      expect.not.objectContaining({ merchant_id: expect.anything() }),
    ]);
  });

  it('never holds a credential, however deep it was handed over', () => {
    const { logger, lines } = capture();
    const credentials = {
      authorization: 'Bearer hunter2',
      cookie: 'session=hunter2',
      password: 'hunter2',
      secret: 'hunter2',
      access_token: 'hunter2',
      refresh_token: 'hunter2',
      id_token: 'hunter2',
      client_secret: 'hunter2',
      'set-cookie': ['session=hunter2'],
    };
    logger.info({ ...credentials }, 'at the top');
    logger.info({ headers: { ...credentials } }, 'one level down');
    logger.info({ request: { headers: { ...credentials } } }, 'two levels down');
    const error = Object.assign(new Error('refused'), { response: { body: { ...credentials } } });
    logger.error({ err: error }, 'within an error');
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it.each([
    ['a name that ends like one', { stripeApiKey: 'hunter2', csrf_token: 'hunter2' }],
    ['far down', { a: { b: { c: { d: { e: [{ session_key: 'hunter2' }] } } } } }],
    ['a request header in words', { note: 'sent Authorization: Bearer hunter2hunter2 there' }],
    ['other headers in words', { note: 'Cookie: a=hunter2; b=hunter2' }],
    ['a token in words', { note: 'Bearer hunter2.hunter2 was refused' }],
    ['the password of a URL', { url: 'postgresql://owner:hunter2@db/promenade' }],
    ['a query', { path: '/callback?a=b&access_token=hunter2&c=d' }],
    ['JSON in a text', { body: '{"client_secret": "hunter2 and more hunter2"}' }],
  ])('never holds a credential: %s', (_where, fields) => {
    const { logger, lines } = capture();
    logger.info(fields, 'told');
    logger.error(Object.assign(new Error('failed'), fields));
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(JSON.stringify(lines)).toContain('•••');
  });

  it('leaves alone what only sounds like one', () => {
    const { logger, lines } = capture();
    logger.info({ token_count: 3, has_password: true, cookie: null, path: '/tokens' }, 'tokens');
    expect(lines[0]).toMatchObject({
      token_count: 3,
      has_password: true,
      cookie: null,
      path: '/tokens',
      msg: 'tokens',
    });
  });

  it('never holds a known secret, whatever it stands in', () => {
    const { logger, lines } = capture();
    hideFromLogs(['xyzzy "plugh" & co', '8675309867', 'short']);
    const secret = 'xyzzy "plugh" & co';
    logger.info(`opened with ${secret}`);
    logger.info({ note: [{ deep: { text: `<${secret}>` } }], number: 8675309867 }, 'objects');
    logger.info({ [secret]: 1 }, 'names');
    logger.info(`GET /?q=${encodeURIComponent(secret)}`);
    logger.child({ bound: secret }).warn('children');
    const cause = new Error(`inner ${secret}`);
    logger.error({ err: new Error(`outer ${secret}`, { cause }) }, 'errors');
    logger.info('a short story');
    expect(lines).toHaveLength(7);
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/xyzzy|plugh|8675309867/);
    expect(lines[5]?.err).toMatchObject({ message: 'outer •••: inner •••' });
    expect(lines[6]?.msg).toBe('a short story');
  });

  it('does not hold the claims of a token that was refused', () => {
    const { logger, lines } = capture();
    const claims = { sub: 'mona', email: 'mona@example.test' };
    const refusal = new errors.JWTClaimValidationFailed('unexpected "aud"', claims, 'aud');
    logger.info({ err: refusal }, 'refused');
    expect(lines[0]?.err).toEqual({
      type: 'JWTClaimValidationFailed',
      code: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
      message: 'unexpected "aud"',
    });
    expect(JSON.stringify(lines)).not.toContain('mona');
  });

  it('is left out below the level', () => {
    const { logger, lines } = capture('warn');
    logger.info('chatter');
    logger.warn('trouble');
    expect(lines.map(({ msg }) => msg)).toEqual(['trouble']);
  });

  it('tells an error with its stack and its cause', () => {
    const { logger, lines } = capture();
    logger.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');
    expect(lines[0]?.err).toMatchObject({ message: expect.stringMatching(/outer.*inner/) });
    expect(JSON.stringify(lines[0]?.err)).toContain('logger.test');
  });
});
