import type { KoaContextWithOIDC } from 'oidc-provider';

/** Ends the session with everything granted in it, and sends the browser where it asked to go. */
export async function endSession(ctx: KoaContextWithOIDC): Promise<void> {
  const { session, provider } = ctx.oidc;
  const granted = Object.values(session?.authorizations ?? {});
  for (const { grantId } of granted) {
    if (grantId === undefined) continue;
    await provider.RefreshToken.revokeByGrantId(grantId);
    await provider.AuthorizationCode.revokeByGrantId(grantId);
    await (await provider.Grant.find(grantId))?.destroy();
  }
  await session?.destroy();
  ctx.oidc.cookies.set(provider.cookieName('session'), null);
  leave(ctx);
}

/**
 * A logout without a session has nothing to confirm; the provider would answer with a form that a
 * script submits, and these pages allow no scripts.
 */
export async function skipEmptyLogout(
  ctx: KoaContextWithOIDC,
  next: () => Promise<void>,
): Promise<void> {
  await next();
  const { oidc } = ctx;
  if (oidc?.route !== 'end_session' || ctx.status !== 200 || !oidc.session) return;
  if (oidc.session.accountId === undefined) leave(ctx);
}

function leave(ctx: KoaContextWithOIDC): void {
  const { params, provider } = ctx.oidc;
  const wanted = params?.['post_logout_redirect_uri'];
  const success = ctx.oidc.urlFor('end_session_success');
  // The provider has dropped an address that is not registered for the client.
  const target = new URL(typeof wanted === 'string' ? wanted : success, provider.issuer);
  const state = params?.['state'];
  if (typeof wanted === 'string' && typeof state === 'string') {
    target.searchParams.set('state', state);
  }
  ctx.status = 303;
  ctx.redirect(target.href);
}
