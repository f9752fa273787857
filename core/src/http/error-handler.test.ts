import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express, { type RequestHandler } from 'express';
import { PromenadeError } from '../errors/promenade-error.js';
import { loadLocales } from '../i18n/load-locales.js';
import { Translations } from '../i18n/translations.js';
import { createLogger } from '../observability/logger.js';
import { errorHandler } from './error-handler.js';
import { HttpServer } from './http-server.js';

const translations = new Translations([
  loadLocales('core', new URL('../../locales/', import.meta.url)),
]);
let server: HttpServer | undefined;
afterEach(() => server?.close(100));

/** Asks an application that does nothing but fail. */
const answerTo = async (
  fail: RequestHandler,
): Promise<{ answer: Response; body: unknown; lines: string[] }> => {
  const lines: string[] = [];
  const write = (line: string): number => lines.push(line);
  const app = express().use(fail);
  app.use(errorHandler(translations, createLogger({ level: 'info', destination: { write } })));
  server = new HttpServer(app);
  const port: AddressInfo['port'] = await server.listen('127.0.0.1', 0);
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  return { answer, body: await answer.json(), lines };
};

describe('errorHandler', () => {
  it('answers a request that failed before it had a correlation id and a language', async () => {
    const { answer, body } = await answerTo(() => {
      throw new Error('early');
    });
    expect(answer.status).toBe(500);
    expect(body).toMatchObject({
      code: 'internal',
      correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('answers, and logs, when an error cannot be told', async () => {
    const { answer, body, lines } = await answerTo(() => {
      throw new PromenadeError('shelf', 'odd', 'odd' as 'invalid');
    });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500 });
    expect(lines.join()).toContain('an error could not be told');
  });
});
