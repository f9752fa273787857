import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';
import type { BrowserLogin } from '../auth/browser-login.js';
import type { SessionCookies } from '../auth/session.js';
import { coreError } from '../errors/core-errors.js';
import type { Translations } from '../i18n/translations.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { refuseOtherMethods } from './allowed-methods.js';
import { apiDocs } from './api-docs.js';
import { authRoutes } from './auth-routes.js';
import { errorHandler } from './error-handler.js';
import { type HttpMetrics, rememberMount } from './http-metrics.js';
import { openApiDocument } from './openapi.js';
import { operationsRoutes, type Readiness } from './operations-routes.js';
import { requestInfo, requestInfoMiddleware } from './request-info.js';
import { routeHandler } from './route-handler.js';
import { type StreamServices, streamHandler } from './stream-handler.js';

/** Answers requests or passes them on, as express has it. */
export type HttpMiddleware = RequestHandler;

export interface HttpAppOptions extends StreamServices {
  readonly plugins: readonly { readonly spec: PluginSpec; readonly scope: PluginScope }[];
  readonly version: string;
  readonly publicUrl: string;
  readonly login: BrowserLogin;
  readonly cookies: SessionCookies;
  readonly translations: Translations;
  readonly metrics: Registry;
  readonly httpMetrics: HttpMetrics;
  readonly readiness: () => Promise<Readiness>;
  /** Whether it answers more than the operator: API, login and portal. */
  readonly isOpen: boolean;
  /** Answers what is no API: the portal. */
  readonly portal?: HttpMiddleware;
}

/** The express application of a host: operations, login, the plugins' routes, the portal. */
export const createHttpApp = (options: HttpAppOptions): Express => {
  const { logger, translations } = options;
  const app = express();
  // Whatever NODE_ENV says: express shows stacks to callers in any other environment.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestInfoMiddleware, options.httpMetrics.middleware(), accessLog(logger));
  app.use(operationsRoutes(options.readiness, options.metrics));

  if (options.isOpen) openToTheWorld(app, options);
  app.use((request) => {
    throw coreError('route-not-found', { params: { method: request.method, path: request.path } });
  });
  app.use(errorHandler(translations, logger));
  return app;
};

/** API, login and portal. */
const openToTheWorld = (app: Express, options: HttpAppOptions): void => {
  const api = express.Router();
  api.use(rememberMount('/api'));
  api.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } }));
  const document = openApiDocument(
    options.plugins.map(({ spec }) => spec),
    options.version,
  );
  api.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  api.use(apiDocs());
  for (const { spec, scope } of options.plugins) {
    // Before the routes, whose parameters may match the path too.
    for (const stream of spec.contributes?.streams ?? []) {
      api.get(`/${spec.id}/v1${stream.path}`, streamHandler(stream, spec, scope, options));
    }
    for (const route of spec.contributes?.routes ?? []) {
      api[route.method](`/${spec.id}/v1${route.path}`, routeHandler(route, spec, scope, options));
    }
  }
  refuseOtherMethods(
    api,
    options.plugins.flatMap(({ spec }) =>
      [
        ...(spec.contributes?.routes ?? []),
        ...(spec.contributes?.streams ?? []).map(({ path }) => ({ method: 'get', path })),
      ].map(({ method, path }) => ({ method, path: `/${spec.id}/v1${path}` })),
    ),
  );
  api.use((request, _response, next) => {
    // The router itself answers OPTIONS where it has a route for another method.
    if (request.method === 'OPTIONS') {
      next();
      return;
    }
    throw coreError('route-not-found', {
      params: { method: request.method, path: `${request.baseUrl}${request.path}` },
    });
  });
  app.use('/api', api);
  app.use(
    '/auth',
    rememberMount('/auth'),
    authRoutes(options.login, options.cookies, options.publicUrl, options.streams),
  );
  if (options.portal) app.use(options.portal);
};

const accessLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    response.on('finish', () => {
      const milliseconds = performance.now() - requestInfo(response).startedAt;
      logger.debug(
        { method: request.method, path: request.path, status: response.statusCode, milliseconds },
        'request',
      );
    });
    next();
  };
