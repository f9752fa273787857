import type { Response, Router } from 'express';
import { coreError } from '../errors/core-errors.js';

const key = 'allowedMethods';

/**
 * Answers a known path that was called with a method it does not have: 405 with `Allow` (RFC 9110, section 15.5.6). Comes
 * after the routes; what no path matches goes on.
 */
export const refuseOtherMethods = (
  api: Router,
  routes: readonly { readonly method: string; readonly path: string }[],
): void => {
  for (const [path, same] of Map.groupBy(routes, (route) => route.path)) {
    const methods = same.map(({ method }) => method.toUpperCase());
    api.all(path, (_request, response, next) => {
      const locals = response.locals as { [key]?: string[] };
      locals[key] = [...(locals[key] ?? []), ...methods];
      next();
    });
  }
  api.use((request, response, next) => {
    const allowed = allowedMethods(response);
    // The router itself answers OPTIONS where it has a route for another method.
    if (allowed.length === 0 || request.method === 'OPTIONS') {
      next();
      return;
    }
    response.set('allow', allowed.join(', '));
    throw coreError('method-not-allowed', {
      params: { method: request.method, allowed: allowed.join(', ') },
    });
  });
};

/** What the paths that match a request have, in alphabetical order; HEAD comes with GET. */
const allowedMethods = (response: Response): readonly string[] => {
  const methods = (response.locals as { [key]?: string[] })[key] ?? [];
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort();
};
