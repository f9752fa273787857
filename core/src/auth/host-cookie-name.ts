/**
 * A cookie's name, with the prefix `__Host-` over HTTPS: browsers then take the cookie from this very host only, so that no
 * neighbouring subdomain can set one. Such a cookie needs `Secure`, `Path=/` and no `Domain`.
 */
export const hostCookieName = (name: string, secure: boolean): string =>
  secure ? `__Host-${name}` : name;
