import type { Translation } from '../translations.js';
import { html } from './html.js';
import { layout } from './layout.js';

/** @param code OAuth error code, e.g. `invalid_request` */
export function errorPage(translation: Translation, code: string): string {
  const { text } = translation;
  return layout(translation, {
    title: text('error.title'),
    content: html`<p>${text('error.body')}</p>
<p class="detail">${text('error.code')} <code dir="ltr">${code}</code></p>`,
  });
}

/** The page of a login that was left open too long or was opened in another browser. */
export function expiredPage(translation: Translation, backUrl: string | undefined): string {
  const { text } = translation;
  return layout(translation, {
    title: text('expired.title'),
    content: html`<p>${text('expired.body')}</p>
${backUrl ? html`<a class="button" href="${backUrl}">${text('expired.back')}</a>` : html``}`,
  });
}
