import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../process/ports.js';
import { FetchBrowser } from '../testing/fetch-browser.js';
import { newLogin, PASSWORD, sampleOptions, signIn } from '../testing/sample-identity.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { type EmbeddedIdentity, startIdentity } from './start-identity.js';

const folder = temporaryFolder();
let identity: EmbeddedIdentity;
let port: number;
const logged: string[] = [];
beforeAll(async () => {
  port = await freePort();
  identity = await startIdentity({
    ...sampleOptions(folder.path, port),
    onLog: (line) => logged.push(line),
  });
});
afterAll(async () => {
  await identity.stop();
  folder.remove();
});

test('tells a wrong password without telling which of the two was wrong', async () => {
  const { browser, flow } = newLogin(identity.issuer);
  const wrong = await signIn(browser, await flow.authorize(), 'wrong');
  expect(wrong.status).toBe(200);
  expect(wrong.body).toContain('The email or the password is wrong');
  expect(wrong.body).toContain('value="admin@acme.test"');
  expect(wrong.body).not.toContain('value="wrong"');
  const unknown = await browser.submit(wrong.url, { email: 'x@y.test', password: PASSWORD });
  expect(unknown.body).toContain('The email or the password is wrong');
  const right = await signIn(browser, unknown);
  expect(right.url.searchParams.get('code')).toEqual(expect.any(String));
});

test('is Arabic and right-to-left by ui_locales, also after a wrong password', async () => {
  const { browser, flow } = newLogin(identity.issuer, 'he');
  const page = await flow.authorize({ ui_locales: 'ar-EG en' });
  expect(page.body).toContain('<html lang="ar" dir="rtl">');
  expect(page.headers.get('content-language')).toBe('ar');
  const wrong = await signIn(browser, page, 'wrong');
  expect(wrong.body).toContain('dir="rtl"');
  expect(wrong.body).toContain('غير صحيحة');
});

test('follows Accept-Language, and a choice made on it comes first', async () => {
  const { browser, flow } = newLogin(identity.issuer, 'fr;q=1, he;q=0.9, en;q=0.1');
  const page = await flow.authorize();
  expect(page.body).toContain('<html lang="he" dir="rtl">');
  const chosen = await browser.visit(new URL(`${page.url.pathname}?lang=en`, page.url));
  expect(chosen.body).toContain('<html lang="en" dir="ltr">');
});

test('allows no script, no frame and no foreign form target', async () => {
  const { flow } = newLogin(identity.issuer);
  const page = await flow.authorize();
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).toContain("form-action 'self' http://localhost:8080;");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(page.body).not.toMatch(/<script|style=/);
  const style = await fetch(new URL('/assets/login.css', identity.issuer));
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test('escapes what the request puts in', async () => {
  const { flow } = newLogin(identity.issuer);
  const page = await flow.authorize({ login_hint: '"><script>alert(1)</script>' });
  expect(page.body).toContain('value="&quot;&gt;&lt;script&gt;');
});

test('tells a browser that the login does not belong to', async () => {
  const { flow } = newLogin(identity.issuer);
  const page = await flow.authorize();
  const expired = await new FetchBrowser(identity.issuer).visit(page.url);
  expect(expired.status).toBe(400);
  expect(expired.body).toContain('expired');
  expect(expired.body).toContain('href="http://localhost:8080"');
});

test('takes no form from another origin, and none of any size', async () => {
  const { browser, flow } = newLogin(identity.issuer);
  const page = await flow.authorize();
  const fields = { email: 'admin@acme.test', password: PASSWORD };
  const foreign = await browser.submit(page.url, fields, 'https://evil.example.com');
  expect(foreign.status).toBe(403);
  const large = await browser.submit(page.url, { ...fields, more: 'x'.repeat(9_000) });
  expect(large.status).toBe(413);
});

test('answers to no other name than localhost', async () => {
  const request = get({
    host: '127.0.0.1',
    port: port,
    path: '/.well-known/openid-configuration',
    headers: { host: `evil.example.com:${port}` },
  });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(421);
  response.resume();
});

test('shows errors of the request in the language of the browser', async () => {
  const { flow } = newLogin(identity.issuer, 'ar');
  const page = await flow.authorize({ client_id: 'unknown' });
  expect(page.status).toBe(400);
  expect(page.body).toContain('dir="rtl"');
  expect(page.body).toContain('invalid_client');
  expect(logged.join('\n')).toContain('invalid_client');
});
