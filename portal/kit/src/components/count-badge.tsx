import { Badge } from '@mantine/core';

interface CountBadgeProps {
  count: number;
  /** What the count means, in words: "3 unread messages". */
  label: string;
}

const HIGHEST_SHOWN = 99;

/** A count beside a menu entry. At zero it cannot be seen, but its label can still be read. */
export function CountBadge({ count, label }: CountBadgeProps) {
  const shown = count > HIGHEST_SHOWN ? `${HIGHEST_SHOWN}+` : String(count);
  return (
    <Badge
      role="img"
      aria-label={label}
      data-testid="count-badge"
      data-count={count}
      size="sm"
      color="red.8"
      variant="filled"
      autoContrast={false}
      className={count === 0 ? 'promenade-count-badge-zero' : undefined}
    >
      {shown}
    </Badge>
  );
}
