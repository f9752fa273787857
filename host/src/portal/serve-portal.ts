import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CSP_NONCE_PLACEHOLDER } from '@promenade/portal/build';
import express, { type RequestHandler, Router } from 'express';
import { securityHeaders } from './security-headers.js';

const ONE_YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const NONCE_BYTES = 16;

/** What the host answers itself: an unknown address below these is never the portal's. */
const NOT_PORTAL = /^\/(api|auth|health|ready|metrics)(\/|$)/;

/** A file (`/favicon.ico`, `/robots.txt`) rather than a page of the portal. */
const FILE = /\.[^/]+$/;

/**
 * Serves the portal that was built into `dir`: its files for a year (their names carry a hash), and its
 * one page under every other address, never stored. Mount it behind the routes of the API.
 *
 * @throws Error when `dir` holds no built portal
 */
export function servePortal({ dir }: { dir: string }): Router {
  const page = readPage(dir);
  const router = Router();
  const assets = express.static(join(dir, 'assets'), {
    immutable: true,
    maxAge: ONE_YEAR_MS,
    index: false,
    redirect: false,
  });
  router.use('/assets', setHeaders, assets, (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.status(404).end();
  });
  router.get('/{*path}', (request, response, next) => {
    if (NOT_PORTAL.test(request.path) || FILE.test(request.path)) return next();
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    securityHeaders(nonce)(request, response, () => {
      response.setHeader('Cache-Control', 'no-store');
      response.type('html').send(page.replaceAll(CSP_NONCE_PLACEHOLDER, nonce));
    });
  });
  return router;
}

const setHeaders: RequestHandler = (request, response, next) =>
  securityHeaders(randomBytes(NONCE_BYTES).toString('base64'))(request, response, next);

function readPage(dir: string): string {
  const path = join(dir, 'index.html');
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`No portal is built at ${dir}: ${path} cannot be read. Build it first.`, {
      cause,
    });
  }
}
