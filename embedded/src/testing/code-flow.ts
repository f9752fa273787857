import { createHash, randomBytes } from 'node:crypto';
import type { FetchBrowser, Visit } from './fetch-browser.js';

export interface FlowClient {
  issuer: string;
  clientId: string;
  redirectUri: string;
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  id_token: string;
  expires_in: number;
}

export interface TokenAnswer {
  status: number;
  tokens: Tokens;
}

/** A public client of the authorization code flow with PKCE, for tests. */
export class CodeFlow {
  private readonly verifier = randomBytes(32).toString('base64url');

  constructor(
    private readonly client: FlowClient,
    private readonly browser: FetchBrowser,
  ) {}

  /** Opens the authorization endpoint: the login page, or, with a session, the redirect back. */
  authorize(parameters: Record<string, string> = {}): Promise<Visit> {
    const url = new URL('/auth', this.client.issuer);
    url.search = new URLSearchParams({
      client_id: this.client.clientId,
      redirect_uri: this.client.redirectUri,
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      state: 'state-of-the-client',
      ...parameters,
    }).toString();
    return this.browser.visit(url);
  }

  exchange(code: string): Promise<TokenAnswer> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.client.redirectUri,
      code_verifier: this.verifier,
    });
  }

  refresh(refreshToken: string): Promise<TokenAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  private async token(fields: Record<string, string>): Promise<TokenAnswer> {
    const response = await fetch(new URL('/token', this.client.issuer), {
      method: 'POST',
      body: new URLSearchParams({ client_id: this.client.clientId, ...fields }),
    });
    return { status: response.status, tokens: (await response.json()) as Tokens };
  }
}
