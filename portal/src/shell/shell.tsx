import { AppFrame, useSession } from '@promenade/portal-kit';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { Header } from './header.js';
import styles from './shell.module.css';
import { Sidebar } from './sidebar.js';
import { SkipLink } from './skip-link.js';

interface ShellProps {
  /** What stands beside the menu entry of a page, by path. */
  badges: Readonly<Record<string, ComponentType>>;
  children: ReactNode;
}

const CONTENT_ID = 'content';

/** The frame around all pages. */
export function Shell({ badges, children }: ShellProps) {
  const { t } = useTranslation('portal');
  const { pathname } = useLocation();
  const { pages } = useSession().session;
  // Open for one path: whoever chooses a page closes the menu by it.
  const [menuOpenedAt, setMenuOpenedAt] = useState<string | null>(null);
  const menuOpened = menuOpenedAt === pathname;
  useEffect(() => {
    if (!menuOpened) return undefined;
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setMenuOpenedAt(null);
    };
    window.addEventListener('keydown', closeOnEscape);
    return () => window.removeEventListener('keydown', closeOnEscape);
  }, [menuOpened]);
  const mainPages = pages.filter((page) => page.placement === 'main');
  return (
    <>
      <SkipLink targetId={CONTENT_ID} />
      <AppFrame
        menuOpened={menuOpened}
        header={
          <Header
            badges={badges}
            showPerson={mainPages.length === 0}
            menuOpened={menuOpened}
            onToggleMenu={() => setMenuOpenedAt(menuOpened ? null : pathname)}
          />
        }
        sidebarLabel={t('shell.menu')}
        hasSidebar={mainPages.length > 0}
        sidebar={<Sidebar pages={mainPages} badges={badges} />}
        contentId={CONTENT_ID}
      >
        <div className={styles.content}>{children}</div>
      </AppFrame>
    </>
  );
}
