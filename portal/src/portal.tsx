import { ApiProvider, KitProvider, type Language, SessionProvider } from '@promenade/portal-kit';
import { type ComponentType, useMemo, useSyncExternalStore } from 'react';
import { BootPage } from './pages/boot-page.js';
import type { PortalSession } from './session/portal-session.js';

interface PortalProps {
  language: Language;
  portalSession: PortalSession;
  /** The app with all its routes. */
  AppRoot: ComponentType;
}

/** The app of a session; before that, a placeholder or why there is none. */
export function Portal({ language, portalSession, AppRoot }: PortalProps) {
  const { session, failure } = useSyncExternalStore(portalSession.subscribe, portalSession.state);
  const shared = useMemo(
    () => (session ? { session, refreshSession: portalSession.refresh } : null),
    [session, portalSession],
  );
  return (
    <KitProvider language={language}>
      {shared ? (
        <ApiProvider client={portalSession.api}>
          <SessionProvider value={shared}>
            <AppRoot />
          </SessionProvider>
        </ApiProvider>
      ) : (
        <BootPage failure={failure} onRetry={() => void portalSession.start()} />
      )}
    </KitProvider>
  );
}
