import { Box, Group, Icon, useSession } from '@promenade/portal-kit';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router-dom';
import { LogoutButton } from './logout-button.js';
import styles from './shell.module.css';

interface AccountAreaProps {
  badges: Readonly<Record<string, ComponentType>>;
}

/** The pages of the account (the inbox, say), and right behind them Logout. */
export function AccountArea({ badges }: AccountAreaProps) {
  const { t } = useTranslation('portal');
  const { pages } = useSession().session;
  const accountPages = pages.filter((page) => page.placement === 'account');
  return (
    <Group component="nav" aria-label={t('shell.account')} gap={4} wrap="nowrap">
      {accountPages.map(({ path, plugin_id: pluginId, title_key: titleKey, icon }) => {
        const BadgeOfPage = badges[path];
        return (
          <NavLink key={path} to={path} className={styles.accountLink}>
            <Icon name={icon} />
            <Box component="span" className={styles.accountLabel}>
              {t(titleKey, { ns: pluginId })}
            </Box>
            {BadgeOfPage ? <BadgeOfPage /> : null}
          </NavLink>
        );
      })}
      <LogoutButton />
    </Group>
  );
}
