import { Router } from 'express';
import type { BrowserLogin } from '../auth/browser-login.js';
import type { SessionCookies } from '../auth/session.js';
import { coreError } from '../errors/core-errors.js';
import type { OpenStreams } from './open-streams.js';

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The browser's way in and out: `/auth/login`, `/auth/callback`, `/auth/logout`. */
export const authRoutes = (
  login: BrowserLogin,
  cookies: SessionCookies,
  publicUrl: string,
  streams: Pick<OpenStreams, 'endSession'>,
): Router => {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });

  router.get('/login', async (request, response) => {
    const { location, cookie } = await login.begin(
      textOf(request.query.return_to),
      textOf(request.query.ui_locales),
      request.headers.cookie,
    );
    response.append('set-cookie', cookie).redirect(302, location);
  });

  router.get('/callback', async (request, response) => {
    const { session, returnTo, cookie } = await login.finish(
      new URL(request.originalUrl, publicUrl),
      request.headers.cookie,
    );
    response.append('set-cookie', [cookie, ...(await cookies.seal(session))]);
    response.redirect(302, returnTo);
  });

  router.post('/logout', async (request, response) => {
    const session = await cookies.open(request.headers.cookie);
    if (session && request.headers['promenade-csrf'] !== session.csrf_token) {
      throw coreError('csrf-token-missing');
    }
    response.append('set-cookie', [
      ...cookies.clear(request.headers.cookie),
      login.signedOutCookie(),
    ]);
    if (session) await streams.endSession(session.csrf_token);
    response.json({ redirect_to: await login.end(session) });
  });

  return router;
};
