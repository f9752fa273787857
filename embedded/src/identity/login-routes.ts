import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import { formBody } from './form-body.js';
import type { IdentityClient } from './identity-options.js';
import type { Languages } from './languages.js';
import { expiredPage } from './pages/error-pages.js';
import { loginPage } from './pages/login-page.js';
import { originsOf, securityHeaders } from './pages/security-headers.js';
import type { UserDirectory } from './user-directory.js';

export interface LoginRoutes {
  provider: Provider;
  directory: UserDirectory;
  languages: Languages;
  clients: readonly IdentityClient[];
}

/** Answers the login page and the form that is posted from it. */
export function loginHandler({ provider, directory, languages, clients }: LoginRoutes) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'POST') {
      response.writeHead(405, { Allow: 'GET, HEAD, POST' }).end();
      return;
    }
    const interaction = await provider
      .interactionDetails(request, response)
      .catch(absentAsUndefined);
    const translation = languages.best({
      chosen: url.searchParams.get('lang') ?? undefined,
      uiLocales: interaction?.params['ui_locales'],
      acceptLanguage: request.headers['accept-language'],
    });
    const client = clients.find(({ id }) => id === interaction?.params['client_id']);
    if (!interaction || !client) {
      const [back] = originsOf(clients.flatMap(({ redirectUris }) => redirectUris));
      response.writeHead(400, securityHeaders(translation.locale));
      response.end(expiredPage(translation, back));
      return;
    }

    let email = hintedEmail(interaction.params['login_hint']);
    const isPost = request.method === 'POST';
    if (isPost) {
      if (!isFromHere(request, provider.issuer)) {
        response.writeHead(403).end();
        return;
      }
      const form = await formBody(request);
      email = form.get('email') ?? '';
      const account = directory.authenticate(email, form.get('password') ?? '');
      if (account) {
        const login = { accountId: account.id, remember: false, amr: ['pwd'] };
        await provider.interactionFinished(request, response, { login });
        return;
      }
    }
    const headers = securityHeaders(translation.locale, originsOf(client.redirectUris));
    response.writeHead(200, headers);
    response.end(
      loginPage(translation, languages, {
        path: url.pathname,
        clientName: client.name,
        email,
        isWrong: isPost,
      }),
    );
  };
}

function absentAsUndefined(error: unknown): undefined {
  if (error instanceof errors.SessionNotFound) return undefined;
  throw error;
}

/** Browsers tell with every POST where its form came from; other clients need not. */
function isFromHere(request: IncomingMessage, issuer: string): boolean {
  const { origin } = request.headers;
  return origin === undefined || origin === new URL(issuer).origin;
}

const hintedEmail = (hint: unknown) => (typeof hint === 'string' ? hint : '');
