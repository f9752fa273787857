import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface TableScrollProps {
  /** What the table lists: the name of the region that scrolls. */
  label: string;
  /** In pixels: a narrower screen shows part of the table. */
  minWidth: number;
  children: ReactNode;
}

/**
 * Room for a table that may be wider than the screen: it scrolls, by keyboard too, and its edges show where it goes on. Cells of
 * the class `promenade-row-actions` stay in sight at its end.
 */
export function TableScroll({ label, minWidth, children }: TableScrollProps) {
  return (
    <Table.ScrollContainer
      className="promenade-table-scroll"
      minWidth={minWidth}
      type="native"
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      {children}
    </Table.ScrollContainer>
  );
}
