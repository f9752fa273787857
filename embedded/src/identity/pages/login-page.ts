import type { Languages } from '../languages.js';
import type { Translation } from '../translations.js';
import { html } from './html.js';
import { layout } from './layout.js';

export interface LoginPage {
  /** Path that the form is posted to and that the other languages are found under. */
  path: string;
  clientName: string;
  email: string;
  isWrong: boolean;
}

/** The login form, with a choice of languages that needs no script. */
export function loginPage(
  translation: Translation,
  { all }: Languages,
  { path, clientName, email, isWrong }: LoginPage,
): string {
  const { text, locale } = translation;
  const problem = isWrong
    ? html`<p class="problem" role="alert" id="problem">${text('login.wrong')}</p>`
    : html``;
  const described = isWrong ? html` aria-invalid="true" aria-describedby="problem"` : html``;
  const focusEmail = email === '' ? html` autofocus` : html``;
  const focusPassword = email === '' ? html`` : html` autofocus`;
  return layout(translation, {
    title: text('login.title'),
    subtitle: text('login.subtitle', { client: clientName }),
    content: html`${problem}
<form method="post" action="${path}?lang=${locale}">
<label for="email">${text('login.email')}</label>
<input id="email" name="email" type="email" dir="ltr" autocomplete="username" required value="${email}"${described}${focusEmail}>
<label for="password">${text('login.password')}</label>
<input id="password" name="password" type="password" dir="ltr" autocomplete="current-password" required${described}${focusPassword}>
<button type="submit">${text('login.submit')}</button>
</form>`,
    footer: html`<nav class="languages" aria-label="${text('language.choose')}">${all.map((each) =>
      each.locale === locale
        ? html`<span lang="${each.locale}" aria-current="true">${each.text('language.name')}</span>`
        : html`<a href="${path}?lang=${each.locale}" lang="${each.locale}" hreflang="${each.locale}">${each.text('language.name')}</a>`,
    )}</nav>`,
  });
}
