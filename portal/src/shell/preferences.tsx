import { Group, Stack } from '@promenade/portal-kit';
import { ColorSchemeSwitch } from './color-scheme-switch.js';
import { LanguageSwitch } from './language-switch.js';
import { MerchantSwitch } from './merchant-switch.js';

/** Merchant, language and colours: a row in the header, a column in the menu of narrow screens. */
export function Preferences({ layout }: { layout: 'row' | 'column' }) {
  const switches = (
    <>
      <MerchantSwitch />
      <LanguageSwitch />
      <ColorSchemeSwitch />
    </>
  );
  if (layout === 'column') return <Stack gap="sm">{switches}</Stack>;
  return (
    <Group gap="xs" wrap="nowrap">
      {switches}
    </Group>
  );
}
