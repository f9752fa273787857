import type { Translation } from '../translations.js';
import { Html, html } from './html.js';
import { layout } from './layout.js';

/** @param form the provider's own form (id `op.logoutForm`), which the buttons submit */
export function logoutPage(translation: Translation, clientName: string, form: string): string {
  const { text } = translation;
  return layout(translation, {
    title: text('logout.title'),
    subtitle: text('logout.body', { client: clientName }),
    content: html`${new Html(form)}
<div class="actions">
<button type="submit" form="op.logoutForm" name="logout" value="yes">${text('logout.confirm')}</button>
<button type="submit" form="op.logoutForm" class="quiet">${text('logout.stay')}</button>
</div>`,
  });
}

export function loggedOutPage(translation: Translation): string {
  return layout(translation, {
    title: translation.text('logged_out.title'),
    content: html`<p>${translation.text('logged_out.body')}</p>`,
  });
}
