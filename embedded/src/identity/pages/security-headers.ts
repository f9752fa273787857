/**
 * Headers of every page: no script at all, styles from here alone, no frames.
 * @param formTargets origins that a posted form may be redirected to in the end; browsers apply
 * `form-action` to the whole chain of redirects
 */
export function securityHeaders(
  locale: string,
  formTargets: readonly string[] = [],
): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': locale,
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self'",
      ["form-action 'self'", ...formTargets].join(' '),
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'Cache-Control': 'no-store',
    // Not `no-referrer`: it would make browsers send `Origin: null` with the form.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}

/** The distinct origins of URIs that have one (custom schemes of native clients have none). */
export function originsOf(uris: readonly string[]): string[] {
  const origins = uris.map((uri) => URL.parse(uri)?.origin ?? 'null');
  return [...new Set(origins)].filter((origin) => origin !== 'null');
}
