import { useSession } from '@promenade/portal-kit';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../pages/not-found-page.js';

/** Shows a page when the session names its path; to anyone else the page does not exist. */
export function AllowedPage({ path, children }: { path: string; children: ReactNode }) {
  const { session } = useSession();
  return session.pages.some((page) => page.path === path) ? children : <NotFoundPage />;
}
