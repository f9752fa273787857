import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../process/ports.js';
import { HOME, loggedIn, sampleOptions } from '../testing/sample-identity.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { type EmbeddedIdentity, startIdentity } from './start-identity.js';

const folder = temporaryFolder();
let identity: EmbeddedIdentity;
beforeAll(async () => {
  const port = await freePort();
  identity = await startIdentity(sampleOptions(folder.path, port));
});
afterAll(async () => {
  await identity.stop();
  folder.remove();
});

const endSession = (parameters: Record<string, string>) => {
  const url = new URL('/session/end', identity.issuer);
  url.search = new URLSearchParams(parameters).toString();
  return url;
};

test('asks nothing when the ID token of the user is shown, and revokes the tokens', async () => {
  const { browser, flow, tokens } = await loggedIn(identity.issuer);
  const left = await browser.visit(
    endSession({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: HOME,
      state: 'bye',
    }),
  );
  expect(left.url.href).toBe(`${HOME}?state=bye`);
  expect((await flow.refresh(tokens.refresh_token)).status).toBe(400);
  expect((await flow.authorize()).body).toContain('type="password"');
});

test('goes straight on when the session has ended before', async () => {
  const { browser, tokens } = await loggedIn(identity.issuer);
  const parameters = { id_token_hint: tokens.id_token, post_logout_redirect_uri: HOME };
  await browser.visit(endSession(parameters));
  const again = await browser.visit(endSession(parameters));
  expect(again.url.href).toBe(HOME);
});

test('asks in the language of the page without an ID token', async () => {
  const { browser, tokens, flow } = await loggedIn(identity.issuer);
  const page = await browser.visit(endSession({ ui_locales: 'he' }));
  expect(page.body).toContain('<html lang="he" dir="rtl">');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const action = /action="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const left = await browser.submit(action, { xsrf, logout: 'yes' });
  expect(left.url.pathname).toBe('/session/end/success');
  expect((await flow.refresh(tokens.refresh_token)).status).toBe(400);
});

test('refuses an address that is not registered', async () => {
  const { browser, tokens } = await loggedIn(identity.issuer);
  const page = await browser.visit(
    endSession({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: 'https://evil.example.com/',
    }),
  );
  expect(page.status).toBe(400);
});
