import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseCookie, stringifySetCookie } from 'cookie';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import { coreError } from '../errors/core-errors.js';
import { hostCookieName } from './host-cookie-name.js';
import { localPath } from './local-path.js';
import { isInvalidGrant, isOutage } from './provider-fault.js';
import type { Session } from './session.js';

export interface BrowserLoginOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  /** Where the browser reaches this host: `http://localhost:8080`. */
  readonly publicUrl: string;
  readonly key: Uint8Array;
}

/** How long a person may take to sign in, in seconds. */
const loginSeconds = 15 * 60;
/** An access token is renewed when it is valid for less than this, in seconds. */
const renewBefore = 30;

/** How long after a sign-out the provider is told to ask for the password, in seconds. */
const afreshSeconds = 60;

/** How long a renewed session is kept for requests that still bring the one before it, in milliseconds. */
const keepRenewed = 60_000;

const loginSchema = z.object({ verifier: z.string(), state: z.string(), returnTo: z.string() });

/** The portal's login: authorization code with PKCE, ending in the host; no token reaches the browser's script. */
export class BrowserLogin {
  private configuration: Promise<client.Configuration> | undefined;
  private readonly renewals = new Map<string, Promise<Session | undefined>>();

  constructor(private readonly options: BrowserLoginOptions) {}

  /**
   * Right after a sign-out the provider may still have its session: another tab of the browser, which finds itself signed out,
   * must not be signed in again by it unasked.
   * @returns where to send the browser, and the cookie that remembers the login under way.
   */
  async begin(
    returnTo: string | undefined,
    uiLocales: string | undefined,
    cookieHeader?: string,
  ): Promise<{ location: string; cookie: string }> {
    const configuration = await this.discover();
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const location = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      resource: this.options.audience,
      ...(uiLocales && { ui_locales: uiLocales }),
      ...(parseCookie(cookieHeader ?? '')[this.afreshName] && { prompt: 'login' }),
    });
    const sealed = await new EncryptJWT({ verifier, state, returnTo: localPath(returnTo) })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${loginSeconds}s`)
      .encrypt(this.options.key);
    return {
      location: location.href,
      cookie: this.cookie(this.loginName(state), sealed, loginSeconds),
    };
  }

  /**
   * Exchanges the code. @throws unauthenticated when the answer does not belong to a login begun in this browser;
   * identity-unavailable when the provider cannot be asked.
   */
  async finish(
    currentUrl: URL,
    cookieHeader: string | undefined,
  ): Promise<{ session: Session; returnTo: string; cookie: string }> {
    const configuration = await this.discover();
    const loginName = this.loginName(currentUrl.searchParams.get('state') ?? '');
    try {
      const sealed = parseCookie(cookieHeader ?? '')[loginName] ?? '';
      const { payload } = await jwtDecrypt(sealed, this.options.key);
      const login = loginSchema.parse(payload);
      const tokens = await client.authorizationCodeGrant(
        configuration,
        currentUrl,
        { pkceCodeVerifier: login.verifier, expectedState: login.state, idTokenExpected: true },
        { resource: this.options.audience },
      );
      return {
        session: sessionOf(tokens, randomBytes(24).toString('base64url')),
        returnTo: login.returnTo,
        cookie: this.cookie(loginName, '', 0),
      };
    } catch (cause) {
      throw coreError(isOutage(cause) ? 'identity-unavailable' : 'unauthenticated', { cause });
    }
  }

  /**
   * Renews a session's access token when it is about to expire. Requests that come at once share one renewal, and so do those
   * that come up to a minute later with the old cookie: a refresh token used twice would end the session.
   */
  async renew(session: Session): Promise<Session | undefined> {
    if (session.expires_at - Date.now() / 1000 > renewBefore) return session;
    const { refresh_token } = session;
    if (!refresh_token) return undefined;
    const known = this.renewals.get(refresh_token);
    if (known) return known;
    const renewal = this.refresh(session, refresh_token);
    this.renewals.set(refresh_token, renewal);
    void this.forget(refresh_token, renewal);
    return renewal;
  }

  private async forget(refreshToken: string, renewal: Promise<unknown>): Promise<void> {
    const renewed = await renewal.catch(() => undefined);
    if (renewed) await pause(keepRenewed, undefined, { ref: false });
    this.renewals.delete(refreshToken);
  }

  /** The cookie by which the next login of this browser knows of its sign-out. */
  signedOutCookie(): string {
    return this.cookie(this.afreshName, '1', afreshSeconds);
  }

  /** @returns where the browser goes to end its session with the identity provider too. */
  async end(session: Session | undefined): Promise<string> {
    const configuration = await this.discover();
    if (!configuration.serverMetadata().end_session_endpoint) return this.options.publicUrl;
    return client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: `${this.options.publicUrl}/`,
      ...(session?.id_token && { id_token_hint: session.id_token }),
    }).href;
  }

  private async refresh(session: Session, refreshToken: string): Promise<Session | undefined> {
    try {
      const tokens = await client.refreshTokenGrant(await this.discover(), refreshToken, {
        resource: this.options.audience,
      });
      return { ...session, ...sessionOf(tokens, session.csrf_token, session) };
    } catch (error) {
      // The provider ended the session: the person signs in again. Anything else is passing and must be told.
      if (isInvalidGrant(error)) return undefined;
      throw coreError('identity-unavailable', { cause: error });
    }
  }

  private async discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    this.configuration ??= client
      .discovery(new URL(issuer), clientId, clientSecret, undefined, {
        execute: issuer.startsWith('http://') ? [client.allowInsecureRequests] : [],
      })
      .catch((cause: unknown) => {
        this.configuration = undefined;
        throw coreError('identity-unavailable', { cause });
      });
    return this.configuration;
  }

  private get redirectUri(): string {
    return `${this.options.publicUrl}/auth/callback`;
  }

  private get isSecure(): boolean {
    return this.options.publicUrl.startsWith('https:');
  }

  /** Each login under way has a cookie of its own: tabs may sign in side by side. */
  private loginName(state: string): string {
    return hostCookieName(`promenade_login_${state.slice(0, 12)}`, this.isSecure);
  }

  private get afreshName(): string {
    return hostCookieName('promenade_signed_out', this.isSecure);
  }

  private cookie(name: string, value: string, maxAge: number): string {
    return stringifySetCookie({
      name,
      value,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure,
      path: '/',
      maxAge,
    });
  }
}

type Tokens = Awaited<ReturnType<typeof client.refreshTokenGrant>>;

const sessionOf = (tokens: Tokens, csrfToken: string, before?: Session): Session => {
  const refreshToken = tokens.refresh_token ?? before?.refresh_token;
  const idToken = tokens.id_token ?? before?.id_token;
  return {
    access_token: tokens.access_token,
    expires_at: Math.floor(Date.now() / 1000) + (tokens.expires_in ?? 300),
    csrf_token: csrfToken,
    ...(refreshToken && { refresh_token: refreshToken }),
    ...(idToken && { id_token: idToken }),
  };
};
