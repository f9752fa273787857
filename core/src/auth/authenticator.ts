import type { IncomingHttpHeaders } from 'node:http';
import { coreError } from '../errors/core-errors.js';
import type { BrowserLogin } from './browser-login.js';
import type { Principal } from './principal.js';
import type { Session, SessionCookies } from './session.js';
import type { TokenVerifier } from './token-verifier.js';

export interface Authenticated {
  readonly principal: Principal;
  readonly session?: Session;
  /** Set-Cookie headers of a renewed session. */
  readonly setCookies?: readonly string[];
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Tells who sends an HTTP request: by bearer token, or by the portal's session cookie. */
export class Authenticator {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly cookies: SessionCookies,
    private readonly login: BrowserLogin,
  ) {}

  /** @throws unauthenticated; csrf-token-missing for a change by cookie without the session's CSRF token. */
  async authenticate(method: string, headers: IncomingHttpHeaders): Promise<Authenticated> {
    if (headers.authorization !== undefined) {
      const token = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization)?.[1];
      if (!token) throw coreError('unauthenticated');
      return { principal: await this.tokens.verify(token) };
    }
    const sealed = await this.cookies.open(headers.cookie);
    if (!sealed) throw coreError('unauthenticated');
    // Before the renewal: a refused request would throw away the refresh token that it brings.
    if (!safeMethods.has(method) && headers['promenade-csrf'] !== sealed.csrf_token) {
      throw coreError('csrf-token-missing');
    }
    const session = await this.login.renew(sealed);
    if (!session) throw coreError('unauthenticated');
    const principal = await this.tokens.verify(session.access_token);
    const renewed = session !== sealed;
    return {
      principal,
      session,
      ...(renewed && { setCookies: await this.cookies.seal(session) }),
    };
  }
}
