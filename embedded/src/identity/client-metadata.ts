import type { ClientMetadata } from 'oidc-provider';
import type { IdentityClient } from './identity-options.js';

/** The client as oidc-provider wants it: code flow with refresh tokens and nothing else. */
export function clientMetadata(client: IdentityClient): ClientMetadata {
  return {
    client_id: client.id,
    client_name: client.name,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris ?? [],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    ...(client.secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_basic', client_secret: client.secret }),
  };
}
