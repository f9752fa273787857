import type { RequestHandler, Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { logContext } from '../context/request-context.js';
import { type Locale, negotiateLocale } from '../i18n/locales.js';

export interface RequestInfo {
  readonly correlationId: string;
  readonly locale: Locale;
  readonly startedAt: number;
}

const acceptable = /^[\w.:-]{1,128}$/;

/** Gives every request its correlation id (the caller's, where it sends a sane one) and its language. */
export const requestInfoMiddleware: RequestHandler = (request, response, next) => {
  const sent = request.get('x-correlation-id') ?? '';
  const correlationId = acceptable.test(sent) ? sent : uuidv7();
  const info: RequestInfo = {
    correlationId,
    locale: negotiateLocale(request.get('accept-language')),
    startedAt: performance.now(),
  };
  response.locals.info = info;
  response.set('x-correlation-id', correlationId);
  logContext.run({ correlation_id: correlationId }, next);
};

export const requestInfo = (response: Response): RequestInfo => response.locals.info as RequestInfo;
