import { randomBytes } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseSetCookie } from 'cookie';
import { BrowserLogin } from './browser-login.js';
import type { Session } from './session.js';

let provider: Server;
let issuer: string;
let asked: string[];
let answer: (response: ServerResponse) => void;
let login: BrowserLogin;

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const loginAt = (publicUrl: string): BrowserLogin =>
  new BrowserLogin({
    issuer,
    clientId: 'portal',
    clientSecret: 'secret',
    audience: 'https://promenade.test/api',
    publicUrl,
    key: randomBytes(32),
  });

/** A provider that answers discovery, and the token endpoint as the test says. */
beforeEach(async () => {
  asked = [];
  answer = (response) =>
    json(response, 200, {
      access_token: `access-${asked.length}`,
      refresh_token: `refresh-${asked.length}`,
      token_type: 'bearer',
      expires_in: 300,
    });
  provider = createServer((request, response) => {
    if (request.url === '/token') {
      asked.push(request.url);
      answer(response);
      return;
    }
    json(response, 200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
    });
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  login = loginAt('http://localhost:8080');
});
afterEach(() => {
  provider.closeAllConnections();
  provider.close();
});

const ending = (): Session => ({
  access_token: 'access',
  refresh_token: 'refresh',
  csrf_token: 'csrf',
  expires_at: Date.now() / 1_000 - 1,
});
const refusal = (code: string) => expect.objectContaining({ code });

describe('a session about to end', () => {
  it('is renewed once for requests that come together, and for those that come with the old cookie after', async () => {
    const together = await Promise.all([login.renew(ending()), login.renew(ending())]);
    const after = await login.renew(ending());
    for (const session of [...together, after]) {
      expect(session).toMatchObject({ access_token: 'access-1', refresh_token: 'refresh-1' });
    }
    expect(asked).toHaveLength(1);
  });

  it('ends when the provider says that it is over', async () => {
    answer = (response) => json(response, 400, { error: 'invalid_grant' });
    expect(await login.renew(ending())).toBeUndefined();
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['is busy', (response) => json(response, 400, { error: 'temporarily_unavailable' })],
    ['does not know the host', (response) => json(response, 401, { error: 'invalid_client' })],
    ['fails', (response) => json(response, 500, {})],
    ['hangs up', (response) => response.destroy()],
  ])('does not end while the provider %s', async (_case, fails) => {
    const well = answer;
    answer = fails;
    await expect(login.renew(ending())).rejects.toEqual(refusal('identity-unavailable'));
    answer = well;
    expect(await login.renew(ending())).toMatchObject({ csrf_token: 'csrf' });
  });
});

describe('a login', () => {
  const finish = async (change = (state: string) => state): Promise<unknown> => {
    const { location, cookie } = await login.begin('/', undefined);
    const { name, value } = parseSetCookie(cookie);
    const state = new URL(location).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ code: 'code', state: change(state) }).toString();
    const callback = new URL(`http://localhost:8080/auth/callback?${query}`);
    return login.finish(callback, `${name}=${value}`);
  };

  it.each<[string, (response: ServerResponse) => void]>([
    ['fails', (response) => json(response, 503, {})],
    ['hangs up', (response) => response.destroy()],
    ['answers with a page', (response) => response.end('<html>')],
  ])('is not refused while the provider %s: it cannot be asked', async (_case, fails) => {
    answer = fails;
    await expect(finish()).rejects.toEqual(refusal('identity-unavailable'));
  });

  it('is refused when the provider refuses the code', async () => {
    answer = (response) => json(response, 400, { error: 'invalid_grant' });
    await expect(finish()).rejects.toEqual(refusal('unauthenticated'));
  });

  it('is refused when it was not begun in this browser', async () => {
    for (const change of [() => 'another', (state: string) => `${state.slice(0, 12)}another`]) {
      await expect(finish(change)).rejects.toEqual(refusal('unauthenticated'));
    }
    const callback = new URL('http://localhost:8080/auth/callback?code=code');
    for (const cookie of [undefined, 'promenade_login_=garbage']) {
      await expect(login.finish(callback, cookie)).rejects.toEqual(refusal('unauthenticated'));
    }
    expect(asked).toEqual([]);
  });

  it('is remembered by a cookie of this very host, over HTTPS', async () => {
    const { cookie } = await loginAt('https://shop.test').begin('/', undefined);
    expect(cookie).toMatch(/^__Host-promenade_login_.*Path=\/;/);
    expect(cookie).toMatch(/Secure/);
    expect((await login.begin('/', undefined)).cookie).toMatch(/^promenade_login_/);
  });

  it('leaves the login of another tab alone', async () => {
    const names = await Promise.all(
      ['/', '/inbox'].map(async (path) => {
        const { location, cookie } = await login.begin(path, undefined);
        const state = new URL(location).searchParams.get('state') ?? '';
        const { name } = parseSetCookie(cookie);
        expect(name).toBe(`promenade_login_${state.slice(0, 12)}`);
        return name;
      }),
    );
    expect(new Set(names).size).toBe(2);
  });

  it('has the password asked for right after a sign-out, though the provider knows the browser', async () => {
    const [signedOut = ''] = login.signedOutCookie().split(';');
    const promptOf = async (cookies: string | undefined) =>
      new URL((await login.begin('/', undefined, cookies)).location).searchParams.get('prompt');
    expect(await promptOf(signedOut)).toBe('login');
    expect(await promptOf('promenade_login=x')).toBeNull();
    expect(await promptOf(undefined)).toBeNull();
  });
});
