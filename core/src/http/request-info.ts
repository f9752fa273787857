import type { RequestHandler, Response } from 'express';
import { correlationIdOf } from '../context/correlation-id.js';
import { logContext } from '../context/request-context.js';
import { defaultLocale, type Locale, negotiateLocale } from '../i18n/locales.js';

export interface RequestInfo {
  readonly correlationId: string;
  readonly locale: Locale;
  readonly startedAt: number;
}

/** Gives every request its correlation id (the caller's, where it sends a sane one) and its language. */
export const requestInfoMiddleware: RequestHandler = (request, response, next) => {
  const correlationId = correlationIdOf(request.get('x-correlation-id'));
  const info: RequestInfo = {
    correlationId,
    locale: negotiateLocale(request.get('accept-language')),
    startedAt: performance.now(),
  };
  response.locals.info = info;
  response.set('x-correlation-id', correlationId);
  logContext.run({ correlation_id: correlationId }, next);
};

/** Made up where a request failed before it got its own. */
export const requestInfo = (response: Response): RequestInfo =>
  (response.locals.info as RequestInfo | undefined) ?? {
    correlationId: correlationIdOf(undefined),
    locale: defaultLocale,
    startedAt: performance.now(),
  };
