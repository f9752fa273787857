import { describe, expect, test } from '@jest/globals';
import { isVersionMismatch, ProblemError, readProblem } from './problem.js';

const problemResponse = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

describe('readProblem', () => {
  test('keeps what the server says', async () => {
    const errors = [{ path: '/title', code: 'required', message: 'Give it a title.' }];
    const problem = await readProblem(
      problemResponse(400, { title: 'Check the fields', code: 'invalid-body', errors }),
    );
    expect(problem).toMatchObject({ status: 400, code: 'invalid-body', errors });
  });

  test('makes a problem of an answer that carries none', async () => {
    const html = new Response('<h1>Bad gateway</h1>', {
      status: 502,
      headers: { 'content-type': 'text/html' },
    });
    expect(await readProblem(html)).toMatchObject({ status: 502, code: 'http-502', title: '' });
  });

  test('survives a broken body', async () => {
    const broken = new Response('{', {
      status: 500,
      headers: { 'content-type': 'application/problem+json' },
    });
    expect(await readProblem(broken)).toMatchObject({ status: 500, code: 'http-500' });
  });
});

test('a 412 is a version mismatch and nothing else is', () => {
  const of = (status: number) =>
    new ProblemError({ type: 'about:blank', title: 'x', status, code: 'x' });
  expect(isVersionMismatch(of(412))).toBe(true);
  expect(isVersionMismatch(of(409))).toBe(false);
  expect(isVersionMismatch(new Error('x'))).toBe(false);
});
