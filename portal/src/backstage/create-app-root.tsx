import { AppRouter, createSpecializedApp, FlatRoutes } from '@backstage/core-app-api';
import { PanelsProvider } from '@promenade/portal-kit';
import type { ComponentType } from 'react';
import { BrowserRouter, Route } from 'react-router-dom';
import { ErrorPage } from '../pages/error-page.js';
import { HomePage } from '../pages/home-page.js';
import { LoadingPage } from '../pages/loading-page.js';
import { NotFoundPage } from '../pages/not-found-page.js';
import { AllowedPage } from '../plugins/allowed-page.js';
import type { LoadedPlugin } from '../plugins/loaded-plugin.js';
import { Shell } from '../shell/shell.js';
import { backstageApis } from './backstage-apis.js';
import { backstageIcons } from './backstage-icons.js';

/**
 * The app with a route for each page of each installed plugin. The routes are fixed here, whether a
 * page may be opened follows the session: so switching a plugin needs no reload.
 */
export function createAppRoot(plugins: LoadedPlugin[]): ComponentType {
  const app = createSpecializedApp({
    plugins: plugins.map(({ plugin }) => plugin),
    icons: backstageIcons,
    themes: [],
    components: {
      NotFoundErrorPage: NotFoundPage,
      BootErrorPage: ({ error }) => <ErrorPage error={error} />,
      Progress: LoadingPage,
      Router: ({ children, basename }) => (
        <BrowserRouter
          {...(basename ? { basename } : {})}
          future={{ v7_startTransition: true, v7_relativeSplatPath: true }}
        >
          {children}
        </BrowserRouter>
      ),
      ErrorBoundaryFallback: ({ error, resetError }) => (
        <ErrorPage error={error} onRetry={resetError} />
      ),
      ThemeProvider: ({ children }) => <>{children}</>,
    },
    defaultApis: backstageApis(),
    configLoader: async () => [
      { context: 'portal', data: { app: { baseUrl: window.location.origin } } },
    ],
  });
  const badges = Object.assign({}, ...plugins.map((plugin) => plugin.badges ?? {}));
  return app.createRoot(
    <AppRouter>
      <PanelsProvider panels={panelsOf(plugins)}>
        <Shell badges={badges}>
          <FlatRoutes>
            <Route path="/" element={<HomePage />} />
            {plugins.flatMap(({ pages }) =>
              Object.entries(pages).map(([path, PluginPage]) => (
                <Route
                  key={path}
                  path={path}
                  element={
                    <AllowedPage path={path}>
                      <PluginPage />
                    </AllowedPage>
                  }
                />
              )),
            )}
          </FlatRoutes>
        </Shell>
      </PanelsProvider>
    </AppRouter>,
  );
}

const panelsOf = (plugins: LoadedPlugin[]) =>
  plugins.flatMap(({ pluginId, panels = {} }) =>
    Object.entries(panels).map(([place, Component]) => ({ pluginId, place, Component })),
  );
