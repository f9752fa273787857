import { Burger } from '@mantine/core';

interface MenuButtonProps {
  opened: boolean;
  label: string;
  onClick: () => void;
}

/** Opens the sidebar where the screen is too narrow to show it always. */
export function MenuButton({ opened, label, onClick }: MenuButtonProps) {
  return (
    <Burger
      opened={opened}
      onClick={onClick}
      aria-label={label}
      aria-expanded={opened}
      hiddenFrom="md"
      size="sm"
    />
  );
}
