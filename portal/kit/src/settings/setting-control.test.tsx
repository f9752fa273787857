import { describe, expect, jest, test } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import type { SettingSchema } from './plugin-settings.js';
import { SettingControl } from './setting-control.js';

const i18n = i18next.createInstance();
await i18n.init({ lng: 'en', resources: { en: { portal: {} } } });

const shown = (schema: Partial<SettingSchema>, value: unknown, error?: string): string =>
  renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <MantineProvider>
        <SettingControl
          schema={{ 'x-kind': 'text', default: '', ...schema }}
          label="Label"
          description="Description"
          value={value}
          error={error}
          readOnly={false}
          optionOf={(option) => `text of ${option}`}
          onChange={jest.fn()}
        />
      </MantineProvider>
    </I18nextProvider>,
  );

describe('the control of a setting', () => {
  test.each<[kind: string, schema: Partial<SettingSchema>, value: unknown, markup: RegExp]>([
    ['text', {}, 'hello', /<input[^>]* value="hello"/],
    ['long-text', {}, 'several\nlines', /<textarea[^>]*>several\nlines<\/textarea>/],
    ['url', {}, 'https://a.b', /<input[^>]* type="url"[^>]* value="https:\/\/a\.b"/],
    ['email', {}, 'a@b.c', /<input[^>]* type="email"[^>]* value="a@b\.c"/],
    ['integer', { minimum: 1, maximum: 9 }, 7, /<input[^>]* value="7"/],
    [
      'number',
      { minimum: 0, maximum: 1 },
      0.5,
      /<input[^>]* inputMode="decimal"[^>]* value="0\.5"/,
    ],
    ['boolean', {}, true, /<input[^>]* role="switch"[^>]* checked=""/],
    ['choice', { enum: ['a', 'b'] }, 'b', /<input[^>]* value="text of b"/],
    ['locale', { enum: ['en', 'ar'] }, 'ar', /<input[^>]* value="text of ar"/],
    ['choices', { items: { enum: ['a', 'b'] } }, ['b', 'b'], />text of b</],
    ['texts', { items: {} }, ['one', 'two', 'two'], />one<.*>two</],
    ['time-of-day', {}, '09:30', /<input[^>]* type="time"[^>]* value="09:30"/],
    ['time-zone', {}, 'Asia/Riyadh', /<input[^>]* value="Asia\/Riyadh"/],
    ['of-a-newer-host', {}, { a: 1 }, /<input[^>]* readonly=""[^>]* value="\{&quot;a&quot;:1\}"/],
  ])('%s', (kind, schema, value, markup) => {
    const html = shown({ ...schema, 'x-kind': kind }, value, 'Not like this.');
    expect(html).toMatch(markup);
    expect(html).toMatch(/<label.*>Label</);
    for (const text of ['Description', 'Not like this.']) expect(html).toContain(text);
  });
});
