import * as client from 'openid-client';

const outages: ReadonlySet<string | undefined> = new Set([
  undefined,
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** Whether the provider says that a code or a session is no longer good. */
export const isInvalidGrant = (error: unknown): boolean =>
  error instanceof client.ResponseBodyError && error.error === 'invalid_grant';

/** Whether the provider gave no answer, or one that says nothing about the login at hand. */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof client.ResponseBodyError) return !isInvalidGrant(error);
  if (error instanceof client.WWWAuthenticateChallengeError) return true;
  if (error instanceof client.ClientError) return outages.has(error.code);
  // `fetch` fails with a bare TypeError; the library's own, about its arguments, carry a code.
  return error instanceof TypeError && !('code' in error);
};
