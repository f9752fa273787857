import type { Translation } from '../translations.js';
import { type Html, html } from './html.js';

export const STYLE_PATH = '/assets/login.css';

export interface Page {
  /** Title of the window and of the card. */
  title: string;
  subtitle?: string;
  content: Html;
  footer?: Html;
}

/** The document around a page: one card on a calm ground, for both reading directions. */
export function layout(translation: Translation, page: Page): string {
  const product = translation.text('product');
  const subtitle = page.subtitle ? html`<p class="subtitle">${page.subtitle}</p>` : html``;
  const document = html`<!doctype html>
<html lang="${translation.locale}" dir="${translation.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title} · ${product}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<main class="card">
<div class="brand">
<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="9"/><path d="M11 24V8h6.5a5.25 5.25 0 0 1 0 10.5H11"/></svg>
<span>${product}</span>
</div>
<h1>${page.title}</h1>
${subtitle}
${page.content}
</main>
${page.footer ?? html``}
</body>
</html>`;
  return document.markup;
}
