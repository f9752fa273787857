import { z } from 'zod';
import { isPassingFetchFault } from '../../errors/passing-fetch-fault.js';
import { RegistryUnavailableError } from './registry-errors.js';

/** A request has this long for its answer, in milliseconds. */
const requestDeadline = 5_000;

const mediaType = 'application/vnd.schemaregistry.v1+json';

export interface RegistryRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly authorization?: string;
  readonly body?: object;
}

/** What a registry answered: 2xx, or one of the refusals that the caller knows how to take. */
export interface RegistryAnswer {
  readonly status: number;
  readonly body: unknown;
}

const errorBody = z.object({ message: z.string() });

/** The registry's own words about an error. */
export const reasonIn = (body: unknown): string =>
  errorBody.safeParse(body).data?.message ?? 'it gives no reason';

/**
 * Sends a request to a registry.
 * @param expected statuses beside 2xx that the caller understands
 * @throws RegistryUnavailableError when it cannot be asked, there is no answer within 5 s, or one of another kind
 */
export const registryAnswer = async (
  { method, url, authorization, body }: RegistryRequest,
  expected: readonly number[],
): Promise<RegistryAnswer> => {
  const { response, text } = await send(url, {
    method,
    headers: {
      accept: mediaType,
      ...(body && { 'content-type': mediaType }),
      ...(authorization && { authorization }),
    },
    ...(body && { body: JSON.stringify(body) }),
    // A registry that sends one elsewhere would be given the password there.
    redirect: 'error',
    signal: AbortSignal.timeout(requestDeadline),
  });
  const { status, ok } = response;
  const answer = parsed(text);
  if (!ok && !expected.includes(status)) {
    const detail = status === 401 || status === 403 ? 'refuses the name and password' : 'fails';
    throw new RegistryUnavailableError(
      `the schema registry at ${url.origin} ${detail} (${method} ${url.pathname}, HTTP ${status}): ${reasonIn(answer)}`,
      { passes: status >= 500 || status === 429 },
    );
  }
  if (ok && answer === undefined) {
    throw new RegistryUnavailableError(
      `what answers at ${url.origin}${url.pathname} is no schema registry: its answer is no JSON`,
    );
  }
  return { status, body: answer };
};

const send = async (url: URL, request: RequestInit) => {
  try {
    const response = await fetch(url, request);
    return { response, text: await response.text() };
  } catch (cause) {
    const passes = isPassingFetchFault(cause);
    const verdict = passes ? 'does not answer' : 'cannot be asked';
    throw new RegistryUnavailableError(
      `the schema registry at ${url.origin} ${verdict}: ${reasonOf(cause)}`,
      { cause, passes },
    );
  }
};

/** What is common to the errors of `fetch`, of the runtime and of sockets. */
const fault = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().optional(),
  cause: z.unknown().optional(),
});

/** `fetch` hides what happened behind "fetch failed". */
const reasonOf = (error: unknown): string => {
  const { data } = fault.safeParse(error);
  if (!data) return String(error);
  if (data.name === 'TimeoutError') return `no answer within ${requestDeadline / 1_000} s`;
  const cause = fault.safeParse(data.cause).data;
  if (!cause) return data.message;
  // Several addresses that all refuse are an error without a message.
  return cause.message || (cause.code ?? cause.name);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
