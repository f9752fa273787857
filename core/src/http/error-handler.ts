import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { asPromenadeError } from '../errors/as-promenade-error.js';
import { coreError } from '../errors/core-errors.js';
import { PromenadeError } from '../errors/promenade-error.js';
import type { Translations } from '../i18n/translations.js';
import type { Logger } from '../observability/logger.js';
import { problemOf } from './problem-json.js';
import { requestInfo } from './request-info.js';

/** What express and its body parser throw, in our terms. */
const toPromenadeError = (error: unknown): PromenadeError => {
  if (error instanceof PromenadeError) return error;
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (type === 'entity.parse.failed') {
    return coreError('malformed-json', {
      cause: error,
      fields: [{ path: '', code: 'malformed-json' }],
    });
  }
  if (type === 'entity.too.large') {
    const limit = error instanceof Error && 'limit' in error ? Number(error.limit) : 0;
    return coreError('body-too-large', { cause: error, params: { kilobytes: limit / 1_024 } });
  }
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return coreError('unsupported-media-type', { cause: error });
  }
  // A path that cannot be decoded (`/%E0%A4%A`), a request cut off by the caller.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return coreError('malformed-request', { cause: error });
  }
  return asPromenadeError(error);
};

/** Whole seconds, rounded up: HTTP knows no smaller unit. */
const retryAfterSeconds = ({ retryAfter }: PromenadeError, status: number): number | undefined => {
  if (retryAfter !== undefined) return Math.max(1, Math.ceil(retryAfter / 1_000));
  return status === 503 ? 5 : undefined;
};

/** The last stop of every HTTP error: logged with its cause, answered as problem+json without it. */
export const errorHandler = (translations: Translations, logger: Logger): ErrorRequestHandler => {
  const refuse = (thrown: unknown, request: Request, response: Response): void => {
    const error = toPromenadeError(thrown);
    const { locale, correlationId } = requestInfo(response);
    const problem = problemOf(error, translations, locale, correlationId);
    const line = {
      err: error.cause ?? error,
      code: error.code,
      method: request.method,
      path: request.path,
    };
    if (problem.status >= 500) logger.error(line, 'request failed');
    else logger.info(line, 'request refused');
    if (problem.status === 401) response.set('www-authenticate', 'Bearer realm="promenade"');
    const seconds = retryAfterSeconds(error, problem.status);
    if (seconds !== undefined) response.set('retry-after', String(seconds));
    response
      .status(problem.status)
      .set('cache-control', 'no-store')
      .set('content-language', locale)
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  };

  return (thrown, request, response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    try {
      refuse(thrown, request, response);
    } catch (fault) {
      // Telling the error failed too (parameters that cannot be written, say): the caller still gets an answer.
      response
        .status(500)
        .type('application/problem+json')
        .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[500], status: 500 }));
      logger.error({ err: fault }, 'an error could not be told');
    }
  };
};
