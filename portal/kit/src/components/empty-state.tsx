import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';

interface EmptyStateProps {
  icon: IconName;
  title: string;
  text?: string | undefined;
  action?: ReactNode;
  /** True where this is the whole page, so that its title is the page's heading. */
  wholePage?: boolean;
}

/** What a list shows when it has nothing: why, and what to do next. */
export function EmptyState({ icon, title, text, action, wholePage = false }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <ThemeIcon size={48} radius="xl" variant="light" aria-hidden>
        <Icon name={icon} size={26} />
      </ThemeIcon>
      <Title order={wholePage ? 1 : 2} size="h4">
        {title}
      </Title>
      {text ? (
        <Text c="dimmed" size="sm" maw={440}>
          {text}
        </Text>
      ) : null}
      {action}
    </Stack>
  );
}
