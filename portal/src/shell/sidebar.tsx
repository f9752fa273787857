import { Box, Divider, Icon, NavigationLink, type SessionPage, Stack } from '@promenade/portal-kit';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Person } from './person.js';
import { Preferences } from './preferences.js';

interface SidebarProps {
  pages: SessionPage[];
  badges: Readonly<Record<string, ComponentType>>;
}

/** The main pages, who is logged in, and on narrow screens the preferences. */
export function Sidebar({ pages, badges }: SidebarProps) {
  const { t } = useTranslation('portal');
  return (
    <Stack h="100%" justify="space-between" gap="md">
      <nav aria-label={t('shell.navigation')}>
        <Stack gap={2}>
          {pages.map(({ path, plugin_id: pluginId, title_key: titleKey, icon }) => {
            const BadgeOfPage = badges[path];
            return (
              <NavigationLink
                key={path}
                to={path}
                label={t(titleKey, { ns: pluginId })}
                icon={<Icon name={icon} />}
                badge={BadgeOfPage ? <BadgeOfPage /> : null}
              />
            );
          })}
        </Stack>
      </nav>
      <Stack gap="sm">
        <Box hiddenFrom="md">
          <Preferences layout="column" />
        </Box>
        <Divider />
        <Box px="xs">
          <Person />
        </Box>
      </Stack>
    </Stack>
  );
}
