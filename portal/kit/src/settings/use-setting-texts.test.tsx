import { expect, test } from '@jest/globals';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { createFormat } from '../language/format.js';
import { useSettingTexts } from './use-setting-texts.js';

function DefaultTime() {
  const { valueOf } = useSettingTexts('scheduling');
  const schema = { 'x-kind': 'time-of-day', default: '18:30' };
  return <p>{valueOf('at', schema, schema.default)}</p>;
}

test.each(['en', 'ar', 'he'])('a time in %s is told by the clock of all times', async (lng) => {
  const i18n = i18next.createInstance();
  await i18n.init({ lng, resources: { [lng]: { portal: {} } } });
  const shown = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <DefaultTime />
    </I18nextProvider>,
  );
  expect(shown).toBe(`<p>${createFormat(lng).timeOfDay('18:30')}</p>`);
});
