import { ProblemError, readProblem } from './problem.js';

/** What every call of the API carries. Read at each call: the session may have been renewed. */
export interface ApiSettings {
  language: () => string;
  merchantId: () => string | undefined;
  csrfToken: () => string | undefined;
  /** Called on HTTP 401. */
  onSignedOut: () => void;
}

export interface CallOptions {
  /** The version that was read; sent as If-Match. */
  version?: number;
  signal?: AbortSignal;
}

/** The HTTP API of the host. Every method throws ProblemError when the answer is no success. */
export interface ApiClient {
  get<T>(path: string, options?: CallOptions): Promise<T>;
  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
  patch<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
  delete(path: string, options?: CallOptions): Promise<void>;
}

export function createApiClient(
  settings: ApiSettings,
  send: typeof fetch = (input, init) => fetch(input, init),
): ApiClient {
  async function call<T>(
    method: string,
    path: string,
    body: unknown,
    options: CallOptions = {},
  ): Promise<T> {
    const headers = requestHeaders(settings, method, body, options);
    const response = await send(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
    if (response.status === 401) settings.onSignedOut();
    throw new ProblemError(await readProblem(response));
  }

  return {
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
    patch: (path, body, options) => call('PATCH', path, body, options),
    delete: (path, options) => call('DELETE', path, undefined, options),
  };
}

function requestHeaders(
  settings: ApiSettings,
  method: string,
  body: unknown,
  options: CallOptions,
): Headers {
  const headers = new Headers({
    Accept: 'application/json, application/problem+json',
    'Accept-Language': settings.language(),
  });
  const merchantId = settings.merchantId();
  if (merchantId) headers.set('Promenade-Merchant', merchantId);
  if (method !== 'GET') headers.set('Promenade-CSRF', settings.csrfToken() ?? '');
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  return headers;
}
