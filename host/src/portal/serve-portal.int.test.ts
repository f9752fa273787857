import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CSP_NONCE_PLACEHOLDER } from '@promenade/portal/build';
import express from 'express';
import { servePortal } from './serve-portal.js';

let dir: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'promenade-portal-'));
  mkdirSync(join(dir, 'assets'));
  writeFileSync(
    join(dir, 'index.html'),
    `<meta property="csp-nonce" nonce="${CSP_NONCE_PLACEHOLDER}"><link nonce="${CSP_NONCE_PLACEHOLDER}">`,
  );
  writeFileSync(join(dir, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(join(dir, '.portal-fingerprint'), 'secret');
  const app = express();
  app.get('/api/known', (_request, response) => void response.json({ ok: true }));
  app.use(servePortal({ dir }));
  await new Promise<void>((listening) => {
    server = app.listen(0, '127.0.0.1', () => listening());
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  rmSync(dir, { recursive: true });
});

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

describe('pages', () => {
  test.each(['/', '/admin/event-calendar', '/inbox', '/apiary'])(
    '%s is the portal',
    async (path) => {
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );

  test('each answer has a nonce of its own, in the page and in the policy', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await fetch(`${origin}/`);
        const inPage = [...(await response.text()).matchAll(/nonce="([^"]+)"/g)].map((m) => m[1]);
        const inPolicy = /'nonce-([^']+)'/.exec(policyOf(response))?.[1];
        expect(inPage).toEqual([inPolicy, inPolicy]);
        return inPolicy;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('the policy allows nothing inline and nothing foreign', async () => {
    const response = await fetch(`${origin}/`);
    expect(policyOf(response)).toContain("default-src 'self'");
    expect(policyOf(response)).toContain("script-src 'self';");
    expect(policyOf(response)).not.toContain('unsafe');
    expect(policyOf(response)).toContain("frame-ancestors 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.has('x-powered-by')).toBe(false);
  });
});

describe('assets', () => {
  test('are kept for a year', async () => {
    const response = await fetch(`${origin}/assets/index-abc123.js`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['/assets/gone-def456.js', '/assets/', '/assets/..%2f.portal-fingerprint'])(
    '%s is not found, and that is not kept',
    async (path) => {
      const response = await fetch(origin + path);
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text()).toBe('');
    },
  );
});

describe('what is not the portal', () => {
  test('a route of the API is answered by the API', async () => {
    expect(await (await fetch(`${origin}/api/known`)).json()).toEqual({ ok: true });
  });

  test.each([
    '/api',
    '/api/nope',
    '/auth/nope',
    '/health',
    '/ready',
    '/metrics',
    '/favicon.ico',
    '/.portal-fingerprint',
  ])('%s never falls to the page', async (path) => {
    const response = await fetch(origin + path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('csp-nonce');
  });

  test('the page is only read', async () => {
    const response = await fetch(`${origin}/inbox`, { method: 'POST' });
    expect(response.status).toBe(404);
  });
});

test('a folder without a built portal is refused by name', () => {
  expect(() => servePortal({ dir: '/nowhere' })).toThrow(/No portal is built at \/nowhere/);
});
