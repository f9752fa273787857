import {
  type ApiClient,
  createApiClient,
  type Language,
  type Session,
} from '@promenade/portal-kit';
import { rememberedMerchant } from './browser-storage.js';
import { fetchSession } from './fetch-session.js';
import { loginAddress } from './login.js';

export interface SessionState {
  /** Absent until the first answer. */
  session: Session | null;
  /** Why there is no session yet. */
  failure: unknown;
}

/** The session as the whole portal shares it, and the API client that is bound to it. */
export interface PortalSession {
  api: ApiClient;
  state: () => SessionState;
  /** Calls back after every change; returns the way to stop that. */
  subscribe: (listener: () => void) => () => void;
  /** Reads the session again. A failure is thrown and leaves the known session in place. */
  refresh: () => Promise<void>;
  /** Reads the first session. A failure becomes part of the state. */
  start: () => Promise<void>;
}

/** A browser that is not logged in goes to the login, in the given language. */
export function createPortalSession(language: Language): PortalSession {
  let state: SessionState = { session: null, failure: null };
  const listeners = new Set<() => void>();

  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const api = createApiClient({
    language: () => language,
    merchantId: () => state.session?.merchant_id ?? rememberedMerchant.read() ?? undefined,
    csrfToken: () => state.session?.csrf_token,
    onSignedOut: () => window.location.assign(loginAddress(window.location, language)),
  });

  const refresh = async () =>
    become({ session: await fetchSession(api, rememberedMerchant), failure: null });

  return {
    api,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    start: async () => {
      become({ session: null, failure: null });
      await refresh().catch((failure: unknown) => become({ session: null, failure }));
    },
  };
}
