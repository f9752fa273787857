import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml, html } from './html.js';

test('escapes strings and keeps markup', () => {
  const name = '<b>"Tom" & \'Jerry\'</b>';
  const inner = html`<i>${name}</i>`;
  expect(html`<p>${inner}${[inner]}</p>`.markup).toBe(
    '<p><i>&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;</i>'.concat(
      '<i>&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;</i></p>',
    ),
  );
});

test('leaves nothing that could open a tag or close an attribute', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(escapeHtml(text)).not.toMatch(/[<>"']/)));
});
