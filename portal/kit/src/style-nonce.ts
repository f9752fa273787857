/**
 * The nonce that the server put into this page. Styles created at run time must carry it, or the
 * content security policy drops them. Browsers hide the attribute, so the property is read.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
