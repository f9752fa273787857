import { Box, Group, MenuButton } from '@promenade/portal-kit';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountArea } from './account-area.js';
import { Brand } from './brand.js';
import { Person } from './person.js';
import { Preferences } from './preferences.js';

interface HeaderProps {
  badges: Readonly<Record<string, ComponentType>>;
  /** Where no sidebar tells who is logged in. */
  showPerson: boolean;
  menuOpened: boolean;
  onToggleMenu: () => void;
}

/** Brand at the start; preferences, then the account (its last entry is Logout) at the end. */
export function Header({ badges, showPerson, menuOpened, onToggleMenu }: HeaderProps) {
  const { t } = useTranslation('portal');
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="xs" wrap="nowrap">
        <MenuButton
          opened={menuOpened}
          onClick={onToggleMenu}
          label={menuOpened ? t('shell.closeMenu') : t('shell.openMenu')}
        />
        <Brand />
      </Group>
      <Group gap="xs" wrap="nowrap">
        {showPerson ? (
          <Box visibleFrom="md" maw={220} lh={1.25} px="xs">
            <Person />
          </Box>
        ) : null}
        <Box visibleFrom="md">
          <Preferences layout="row" />
        </Box>
        <AccountArea badges={badges} />
      </Group>
    </Group>
  );
}
