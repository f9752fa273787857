import { NavLink } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useMatch } from 'react-router-dom';

interface NavigationLinkProps {
  to: string;
  label: string;
  icon: ReactNode;
  badge?: ReactNode;
}

/** An entry of the main menu; the current page's is marked for eyes and screen readers. */
export function NavigationLink({ to, label, icon, badge }: NavigationLinkProps) {
  const current = useMatch({ path: to, end: false }) !== null;
  return (
    <NavLink
      component={Link}
      to={to}
      label={label}
      leftSection={icon}
      rightSection={badge}
      active={current}
      aria-current={current ? 'page' : undefined}
      className="promenade-nav-link"
    />
  );
}
