import { Divider, Stack, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

/** A part of a page that a panel adds, under a heading of its own. */
export function PanelSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <Divider />
      <Stack gap="sm" component="section" aria-labelledby={id}>
        <Title order={3} size="h5" id={id}>
          {title}
        </Title>
        {children}
      </Stack>
    </>
  );
}
