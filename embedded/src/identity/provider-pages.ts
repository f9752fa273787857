import type { KoaContextWithOIDC } from 'oidc-provider';
import { endSession } from './end-session.js';
import type { IdentityClient } from './identity-options.js';
import type { Languages } from './languages.js';
import { errorPage } from './pages/error-pages.js';
import { loggedOutPage, logoutPage } from './pages/logout-pages.js';
import { originsOf, securityHeaders } from './pages/security-headers.js';
import type { Translation } from './translations.js';

/** The pages that the provider itself renders, in the language and look of the login page. */
export interface ProviderPages {
  renderError(ctx: KoaContextWithOIDC, code: string): void;
  confirmLogout(ctx: KoaContextWithOIDC, form: string): Promise<void>;
  showLoggedOut(ctx: KoaContextWithOIDC): void;
}

export function providerPages(
  languages: Languages,
  clients: readonly IdentityClient[],
): ProviderPages {
  const languageOf = (ctx: KoaContextWithOIDC) =>
    languages.best({
      uiLocales: ctx.oidc?.params?.['ui_locales'] ?? ctx.query['ui_locales'],
      acceptLanguage: ctx.get('accept-language'),
    });
  const show = (ctx: KoaContextWithOIDC, translation: Translation, body: string) => {
    const targets = originsOf(clients.flatMap((client) => client.postLogoutRedirectUris ?? []));
    ctx.set(securityHeaders(translation.locale, targets));
    ctx.body = body;
  };
  return {
    renderError(ctx, code) {
      const translation = languageOf(ctx);
      show(ctx, translation, errorPage(translation, code));
    },
    async confirmLogout(ctx, form) {
      // Whoever shows an ID token of the very user that is logged in needs not be asked.
      const hinted = ctx.oidc.entities.IdTokenHint?.payload['sub'];
      if (hinted !== undefined && hinted === ctx.oidc.session?.accountId) {
        await endSession(ctx);
        return;
      }
      const translation = languageOf(ctx);
      const clientName = ctx.oidc.client?.clientName ?? translation.text('product');
      show(ctx, translation, logoutPage(translation, clientName, form));
    },
    showLoggedOut(ctx) {
      const translation = languageOf(ctx);
      show(ctx, translation, loggedOutPage(translation));
    },
  };
}
