import { UrlPatternDiscovery, WebStorage } from '@backstage/core-app-api';
import {
  type AnyApiFactory,
  createApiFactory,
  discoveryApiRef,
  type ErrorApi,
  errorApiRef,
  fetchApiRef,
  storageApiRef,
} from '@backstage/core-plugin-api';

/** Errors that a plugin posts go to the console: pages show their own failures. */
const consoleErrors: ErrorApi = {
  post: (error) => console.error('portal:', error),
  error$: () => ({
    subscribe: () => ({ unsubscribe: () => undefined, closed: true }),
    [Symbol.observable]() {
      return this;
    },
  }),
};

/**
 * The Backstage APIs that plugins written for Backstage commonly ask for. Pages of Promenade call
 * `useApi` of the kit instead.
 */
export function backstageApis(): AnyApiFactory[] {
  return [
    createApiFactory(
      discoveryApiRef,
      UrlPatternDiscovery.compile(`${window.location.origin}/api/{{ pluginId }}`),
    ),
    createApiFactory(fetchApiRef, { fetch: (input, init) => window.fetch(input, init) }),
    createApiFactory(errorApiRef, consoleErrors),
    createApiFactory({
      api: storageApiRef,
      deps: { errorApi: errorApiRef },
      factory: ({ errorApi }) => WebStorage.create({ errorApi, namespace: 'promenade' }),
    }),
  ];
}
