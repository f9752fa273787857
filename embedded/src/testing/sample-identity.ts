import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { IdentityOptions } from '../identity/identity-options.js';
import { CodeFlow, type Tokens } from './code-flow.js';
import { FetchBrowser, type Visit } from './fetch-browser.js';

export const AUDIENCE = 'https://api.example.com';
export const REDIRECT = 'http://localhost:8080/auth/callback';
export const HOME = 'http://localhost:8080/';
export const ACME = { id: '018f0000-0000-7000-8000-000000000001', name: 'Acme' };
export const PASSWORD = 'correct horse';

/** One client, two merchants, one user. */
export function sampleOptions(dataDir: string, port: number): IdentityOptions {
  return {
    dataDir,
    port,
    clients: [
      {
        id: 'portal',
        name: 'The portal',
        redirectUris: [REDIRECT],
        postLogoutRedirectUris: [HOME],
      },
    ],
    merchants: [ACME, { id: 'other', name: 'Other' }],
    users: [
      {
        id: 'user-1',
        email: 'Admin@acme.test',
        name: 'Ada Admin',
        password: PASSWORD,
        roles: ['merchant-admin'],
        merchants: [ACME.id],
        locale: 'ar',
      },
    ],
    resource: AUDIENCE,
    onLog: () => undefined,
  };
}

export interface BrowserLogin {
  browser: FetchBrowser;
  flow: CodeFlow;
}

export function newLogin(issuer: string, language?: string): BrowserLogin {
  const browser = new FetchBrowser(issuer, language);
  const flow = new CodeFlow({ issuer, clientId: 'portal', redirectUri: REDIRECT }, browser);
  return { browser, flow };
}

/** Fills in and posts the login form of that page. */
export function signIn(browser: FetchBrowser, page: Visit, password = PASSWORD): Promise<Visit> {
  return browser.submit(page.url, { email: 'admin@acme.test', password });
}

/** Goes the whole way to the tokens. */
export async function loggedIn(issuer: string): Promise<BrowserLogin & { tokens: Tokens }> {
  const { browser, flow } = newLogin(issuer);
  const back = await signIn(browser, await flow.authorize());
  const { tokens } = await flow.exchange(back.url.searchParams.get('code') ?? '');
  return { browser, flow, tokens };
}

/** Verifies an access token by the keys that the running provider publishes. */
export function verified(issuer: string, accessToken: string) {
  const keys = createRemoteJWKSet(new URL('/jwks', issuer));
  return jwtVerify(accessToken, keys, { issuer, audience: AUDIENCE, typ: 'at+jwt' });
}
