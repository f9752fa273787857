import { createContext, type ReactNode, useContext } from 'react';
import type { Session } from './session.js';

interface SessionState {
  session: Session;
  /** Reads the session again: pages and permissions follow without a reload of the page. */
  refreshSession: () => Promise<void>;
}

const SessionContext = createContext<SessionState | null>(null);

export function SessionProvider({ value, children }: { value: SessionState; children: ReactNode }) {
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error('useSession is called outside of SessionProvider');
  return state;
}

/** Whether the subject holds a permission at the selected merchant. The server checks again. */
export function usePermission(permission: string): boolean {
  return useSession().session.permissions.includes(permission);
}
