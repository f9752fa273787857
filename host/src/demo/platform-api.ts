import { signAccessToken } from '@promenade/embedded';
import { z } from 'zod';
import type { LoadedConfig } from '../config/load-config.js';
import { OperatorError } from '../operator-error.js';
import { identityDir, issuerOf } from '../platform/places.js';

export interface ApiSubject {
  readonly id: string;
  readonly role: string;
  readonly merchant: { readonly id: string; readonly name: string };
}

export interface ApiCall {
  readonly body?: unknown;
  /** Version of the resource that is changed. */
  readonly version?: number;
}

const problem = z.object({ code: z.string(), title: z.string(), detail: z.string().optional() });

/** An answer of the API that is not what was asked for. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    call: string,
    readonly status: number,
    readonly code: string,
    text: string,
  ) {
    super(`${call} was answered with ${status} ${code}: ${text}`);
  }

  /** The plugin is not installed, or is off for the merchant. */
  get isAbsence(): boolean {
    return this.code === 'route-not-found' || this.code === 'plugin-not-enabled';
  }
}

/** Calls the API of the running host with tokens of the embedded identity provider. */
export class PlatformApi {
  readonly baseUrl: string;

  constructor(private readonly loaded: LoadedConfig) {
    const { host, port } = loaded.config.http;
    const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    this.baseUrl = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  }

  /** @throws OperatorError when no host answers */
  async assertRunning(): Promise<void> {
    try {
      const response = await fetch(`${this.baseUrl}/health`, {
        signal: AbortSignal.timeout(5_000),
      });
      if (response.ok) return;
    } catch {
      // No answer at all and an answer of something else have the same cure.
    }
    throw new OperatorError(
      `no host answers at ${this.baseUrl}`,
      "Run 'promenade start' in another terminal first.",
    );
  }

  /** @throws ApiProblem */
  async call<T>(
    subject: ApiSubject,
    method: string,
    path: string,
    shape: z.ZodType<T>,
    { body, version }: ApiCall = {},
  ): Promise<T> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.tokenFor(subject)}`,
        'promenade-merchant': subject.merchant.id,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer: unknown = await response.json();
    if (response.ok) return shape.parse(answer);
    const { code, title, detail } = problem.parse(answer);
    throw new ApiProblem(`${method} ${path}`, response.status, code, detail ?? title);
  }

  private tokenFor({ id, role, merchant }: ApiSubject): Promise<string> {
    return signAccessToken(identityDir(this.loaded), {
      issuer: issuerOf(this.loaded.config),
      audience: this.loaded.config.identity.audience,
      subject: id,
      roles: [role],
      merchants: [merchant],
      expiresInSeconds: 300,
    });
  }
}
