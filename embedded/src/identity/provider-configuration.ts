import { type Configuration, errors } from 'oidc-provider';
import { accessTokenClaims } from '../keys/access-token-claims.js';
import { SIGNING_ALGORITHM, type SigningKey } from '../keys/signing-keys.js';
import { clientMetadata } from './client-metadata.js';
import { API_SCOPE, firstPartyGrant } from './first-party-grant.js';
import type { IdentityOptions } from './identity-options.js';
import { loginPolicy } from './login-policy.js';
import type { ProviderPages } from './provider-pages.js';
import { adapterFactory } from './storage/adapter-factory.js';
import type { RecordStore } from './storage/record-store.js';
import type { UserDirectory } from './user-directory.js';

export const LOGIN_PATH = '/login';

export interface ProviderParts {
  options: IdentityOptions;
  directory: UserDirectory;
  keys: SigningKey[];
  cookieKeys: string[];
  store: RecordStore;
  pages: ProviderPages;
}

export function providerConfiguration(parts: ProviderParts): Configuration {
  const { options, directory, pages } = parts;
  const { resource, accessTokenSeconds = 600, sessionSeconds = 1_209_600 } = options;
  return {
    adapter: adapterFactory(parts.store),
    clients: options.clients.map(clientMetadata),
    jwks: { keys: parts.keys },
    cookies: {
      keys: parts.cookieKeys,
      // Cookies know no ports: without the number two providers on one machine would share them.
      names: {
        session: `identity_${options.port}_session`,
        interaction: `identity_${options.port}_interaction`,
        resume: `identity_${options.port}_resume`,
      },
    },
    findAccount: (_ctx, id) => {
      const found = directory.find(id);
      if (!found) return undefined;
      const { email, name, locale } = found;
      return { accountId: id, claims: () => ({ sub: id, email, name, locale }) };
    },
    claims: { openid: ['sub'], profile: ['name', 'locale'], email: ['email'] },
    // Clients that want the profile find it in the ID token; there is no userinfo endpoint.
    conformIdTokenClaims: false,
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    extraTokenClaims: (_ctx, token) => {
      const found = 'accountId' in token ? directory.find(token.accountId) : undefined;
      return found && accessTokenClaims(found);
    },
    loadExistingGrant: (ctx) => firstPartyGrant(ctx, resource),
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // A session's end, by logout or by time, takes its tokens along, whatever scope was asked for.
    expiresWithSession: () => true,
    interactions: {
      policy: loginPolicy(directory),
      url: (_ctx, interaction) => `${LOGIN_PATH}/${interaction.uid}`,
    },
    pkce: { required: () => true },
    responseTypes: ['code'],
    clientBasedCORS: () => false,
    renderError: (ctx, out) => pages.renderError(ctx, out.error),
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => pages.confirmLogout(ctx, form),
        postLogoutSuccessSource: (ctx) => pages.showLoggedOut(ctx),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, wanted) => {
          if (wanted !== resource) throw new errors.InvalidTarget();
          return {
            scope: API_SCOPE,
            audience: resource,
            accessTokenFormat: 'jwt',
            accessTokenTTL: accessTokenSeconds,
            jwt: { sign: { alg: SIGNING_ALGORITHM } },
          };
        },
      },
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3_600,
      Interaction: 3_600,
      Grant: sessionSeconds,
      RefreshToken: sessionSeconds,
      Session: sessionSeconds,
    },
  };
}
