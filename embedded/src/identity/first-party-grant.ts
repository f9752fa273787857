import type { KoaContextWithOIDC } from 'oidc-provider';

/** The one scope of the resource; what a subject may do follows from its roles. */
export const API_SCOPE = 'api';

/**
 * Grants a client everything that it asks for: all clients here are the platform's own, so nobody
 * is asked for consent.
 */
export async function firstPartyGrant(ctx: KoaContextWithOIDC, resource: string) {
  const { client, session, provider, result, requestParamOIDCScopes } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const kept = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant =
    kept?.accountId === session.accountId
      ? kept
      : new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(requestParamOIDCScopes);
  grant.addResourceScope(resource, API_SCOPE);
  await grant.save();
  return grant;
}
