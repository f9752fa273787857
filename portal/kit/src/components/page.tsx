import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface PageProps {
  title: string;
  description?: string;
  /** Buttons at the end of the title row. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: its heading, what can be done here, and the content. */
export function Page({ title, description, actions, children }: PageProps) {
  const { t } = useTranslation('portal');
  useEffect(() => {
    document.title = t('shell.documentTitle', { page: title, product: t('product.name') });
  }, [t, title]);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} maw={720}>
          <Title order={1}>{title}</Title>
          {description ? (
            <Text c="dimmed" size="sm">
              {description}
            </Text>
          ) : null}
        </Stack>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </Group>
      {children}
    </Stack>
  );
}
