import { ActionIcon, Icon, Tooltip, useColorScheme } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';

export function ColorSchemeSwitch() {
  const { t } = useTranslation('portal');
  const { colorScheme, setColorScheme } = useColorScheme();
  const other = colorScheme === 'dark' ? 'light' : 'dark';
  const label = t(`shell.colorScheme.${other}`);
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={label}
        onClick={() => setColorScheme(other)}
      >
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </ActionIcon>
    </Tooltip>
  );
}
