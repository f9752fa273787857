export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // The shape is what the test asserts.
  readonly body: Record<string, never> & Record<string, unknown>;
}

export interface ApiRequest {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a test host's HTTP API with JSON. */
export class ApiClient {
  constructor(private readonly baseUrl: string) {}

  async call(method: string, path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    const { token, body, headers } = request;
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && {
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    // An answer to HEAD has the type of a body that it does not bring.
    const isJson = text !== '' && /[/+]json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : { text }) as ApiAnswer['body'],
    };
  }
}
