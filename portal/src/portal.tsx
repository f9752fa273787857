import {
  ApiProvider,
  createApiClient,
  KitProvider,
  type Language,
  type Session,
  SessionProvider,
} from '@promenade/portal-kit';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createAppRoot } from './backstage/create-app-root.js';
import { BootPage } from './pages/boot-page.js';
import type { LoadedPlugin } from './plugins/loaded-plugin.js';
import { rememberedMerchant } from './session/browser-storage.js';
import { fetchSession } from './session/fetch-session.js';
import { loginAddress } from './session/login.js';

interface PortalProps {
  language: Language;
  plugins: LoadedPlugin[];
}

/** Reads the session, then shows the app; a signed-out browser goes to the login. */
export function Portal({ language, plugins }: PortalProps) {
  const [session, setSession] = useState<Session | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const current = useRef<Session | null>(null);
  const AppRoot = useMemo(() => createAppRoot(plugins), [plugins]);

  const api = useMemo(
    () =>
      createApiClient({
        language: () => language,
        merchantId: () => current.current?.merchant_id ?? rememberedMerchant.read() ?? undefined,
        csrfToken: () => current.current?.csrf_token,
        onSignedOut: () => window.location.assign(loginAddress(window.location, language)),
      }),
    [language],
  );

  const refreshSession = useCallback(async () => {
    const fetched = await fetchSession(api, rememberedMerchant);
    current.current = fetched;
    setSession(fetched);
  }, [api]);

  const start = useCallback(() => {
    setFailure(null);
    refreshSession().catch(setFailure);
  }, [refreshSession]);

  useEffect(start, [start]);

  const sessionState = useMemo(
    () => (session ? { session, refreshSession } : null),
    [session, refreshSession],
  );

  return (
    <KitProvider language={language}>
      {sessionState ? (
        <ApiProvider client={api}>
          <SessionProvider value={sessionState}>
            <AppRoot />
          </SessionProvider>
        </ApiProvider>
      ) : (
        <BootPage failure={failure} onRetry={start} />
      )}
    </KitProvider>
  );
}
