import { expect, jest, test } from '@jest/globals';
import { type ApiClient, ProblemError, type Session } from '@promenade/portal-kit';
import { fetchSession } from './fetch-session.js';

const refusal = (status: number) =>
  new ProblemError({ type: 'about:blank', title: 'refused', status, code: 'refused' });

function apiAnswering(...answers: (Session | Error)[]) {
  const get = jest.fn(async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { api: { get } as unknown as ApiClient, get };
}

function remembering(value: string | null) {
  return {
    read: () => value,
    write: () => undefined,
    forget: jest.fn(() => {
      value = null;
    }),
  };
}

const session = { merchant_id: 'm-1' } as Session;

test('a refused remembered merchant is forgotten, and the session read again', async () => {
  const merchant = remembering('m-2');
  const { api, get } = apiAnswering(refusal(403), session);
  expect(await fetchSession(api, merchant)).toBe(session);
  expect(merchant.forget).toHaveBeenCalledTimes(1);
  expect(get).toHaveBeenCalledTimes(2);
});

test('a signed-out user keeps the choice', async () => {
  const merchant = remembering('m-2');
  const { api } = apiAnswering(refusal(401));
  await expect(fetchSession(api, merchant)).rejects.toMatchObject({ status: 401 });
  expect(merchant.forget).not.toHaveBeenCalled();
});

test('without a choice a refusal is final', async () => {
  const { api, get } = apiAnswering(refusal(403));
  await expect(fetchSession(api, remembering(null))).rejects.toMatchObject({ status: 403 });
  expect(get).toHaveBeenCalledTimes(1);
});
