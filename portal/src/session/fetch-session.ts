import { type ApiClient, ProblemError, type Session } from '@promenade/portal-kit';
import type { Remembered } from './browser-storage.js';

const SESSION_PATH = '/api/platform/v1/session';

/**
 * The session at the remembered merchant. When that merchant is refused (another user logged in with
 * this browser, or access was taken away), it is forgotten and the session's first one is taken.
 */
export async function fetchSession(api: ApiClient, merchant: Remembered): Promise<Session> {
  try {
    return await api.get<Session>(SESSION_PATH);
  } catch (error) {
    const refused = error instanceof ProblemError && error.status < 500 && error.status !== 401;
    if (!refused || merchant.read() === null) throw error;
    merchant.forget();
    return await api.get<Session>(SESSION_PATH);
  }
}
