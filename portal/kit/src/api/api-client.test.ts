import { expect, jest, test } from '@jest/globals';
import { createApiClient } from './api-client.js';

function clientAnswering(response: Response) {
  const send = jest.fn<typeof fetch>().mockResolvedValue(response);
  const onSignedOut = jest.fn();
  const client = createApiClient(
    { language: () => 'ar', merchantId: () => 'm-1', csrfToken: () => 'token', onSignedOut },
    send,
  );
  const sentHeaders = () => new Headers(send.mock.calls[0]?.[1]?.headers);
  return { client, onSignedOut, sentHeaders };
}

test('every call names merchant and language; only writing calls carry the CSRF token', async () => {
  const reading = clientAnswering(Response.json({ ok: true }));
  expect(await reading.client.get('/api/x')).toEqual({ ok: true });
  expect(reading.sentHeaders().get('promenade-merchant')).toBe('m-1');
  expect(reading.sentHeaders().get('accept-language')).toBe('ar');
  expect(reading.sentHeaders().has('promenade-csrf')).toBe(false);

  const writing = clientAnswering(Response.json({}));
  await writing.client.patch('/api/x', { a: 1 }, { version: 3 });
  expect(writing.sentHeaders().get('promenade-csrf')).toBe('token');
  expect(writing.sentHeaders().get('if-match')).toBe('"3"');
  expect(writing.sentHeaders().get('content-type')).toBe('application/json');
});

test('an answer without a body is undefined', async () => {
  const { client } = clientAnswering(new Response(null, { status: 204 }));
  expect(await client.delete('/api/x', { version: 1 })).toBeUndefined();
});

test('401 says that the session is over, and fails', async () => {
  const { client, onSignedOut } = clientAnswering(
    Response.json({ title: 'Log in', code: 'unauthenticated' }, { status: 401 }),
  );
  await expect(client.get('/api/x')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(onSignedOut).toHaveBeenCalledTimes(1);
});
