import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

/**
 * Keeps where a router is mounted: express forgets it as soon as the router hands an error on, and until then knows it as the
 * caller spelled it (`/API`).
 */
export const rememberMount =
  (path: string): RequestHandler =>
  (_request, response, next) => {
    response.locals.mount = path;
    next();
  };

/** Duration of requests by route pattern; an unknown path counts under one label, so that nobody can fill the memory. */
export class HttpMetrics {
  private readonly duration: Histogram<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    this.duration = new Histogram({
      name: 'promenade_http_request_seconds',
      help: 'Duration of HTTP requests',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    });
  }

  middleware(): RequestHandler {
    return (request, response, next) => {
      const end = this.duration.startTimer();
      response.on('finish', () => {
        const path = request.route?.path as string | undefined;
        const mount = (response.locals.mount as string | undefined) ?? request.baseUrl;
        end({
          method: request.method,
          route: path === undefined ? 'other' : `${mount}${path}`,
          status: String(response.statusCode),
        });
      });
      next();
    };
  }
}
