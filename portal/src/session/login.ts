import type { Language } from '@promenade/portal-kit';

/** The address of the login that comes back to where the user is now. */
export function loginAddress(
  location: Pick<Location, 'pathname' | 'search'>,
  language: Language,
): string {
  const query = new URLSearchParams({
    return_to: `${location.pathname}${location.search}`,
    ui_locales: language,
  });
  return `/auth/login?${query.toString()}`;
}
