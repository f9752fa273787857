import { AppShell } from '@mantine/core';
import type { ReactNode } from 'react';

interface AppFrameProps {
  menuOpened: boolean;
  header: ReactNode;
  sidebar: ReactNode;
  /** Without it the sidebar is there on narrow screens only, for what the header has no room for. */
  hasSidebar: boolean;
  sidebarLabel: string;
  /** The id of the main content, the target of the skip link. */
  contentId: string;
  children: ReactNode;
}

const HEADER_HEIGHT = 60;
const SIDEBAR_WIDTH = 240;

/** Header, sidebar (behind a menu button on narrow screens) and main content. */
export function AppFrame({
  menuOpened,
  header,
  sidebar,
  hasSidebar,
  sidebarLabel,
  contentId,
  children,
}: AppFrameProps) {
  return (
    <AppShell
      header={{ height: HEADER_HEIGHT }}
      navbar={{
        width: SIDEBAR_WIDTH,
        breakpoint: 'md',
        collapsed: { mobile: !menuOpened, desktop: !hasSidebar },
      }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <AppShell.Header className="promenade-surface">{header}</AppShell.Header>
      <AppShell.Navbar
        className="promenade-surface"
        p="sm"
        component="aside"
        aria-label={sidebarLabel}
      >
        {sidebar}
      </AppShell.Navbar>
      <AppShell.Main id={contentId} tabIndex={-1}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
