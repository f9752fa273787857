import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icon.js';
import { useProblemTexts } from '../components/problem-alert.js';

const VISIBLE_MS = 6_000;

interface Toasts {
  /** Says that something worked; `undo` adds a button that takes it back. */
  success: (message: string, options?: { undo?: () => void }) => void;
  /** Says that something failed where no form is there to show it. */
  failure: (error: unknown) => void;
}

export function useToasts(): Toasts {
  const { t } = useTranslation('portal');
  return useMemo(
    () => ({
      success: (message, { undo } = {}) => {
        const id = notifications.show({
          message: undo ? (
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{message}</Text>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  notifications.hide(id);
                  undo();
                }}
              >
                {t('kit.undo')}
              </Button>
            </Group>
          ) : (
            message
          ),
          color: 'green',
          icon: <Icon name="check" />,
          autoClose: VISIBLE_MS,
          closeButtonProps: { 'aria-label': t('kit.close') },
        });
      },
      failure: (error) => {
        notifications.show({
          message: <FailureText error={error} />,
          color: 'red',
          icon: <Icon name="alert" />,
          autoClose: false,
          closeButtonProps: { 'aria-label': t('kit.close') },
          role: 'alert',
        });
      },
    }),
    [t],
  );
}

function FailureText({ error }: { error: unknown }) {
  const { title, detail } = useProblemTexts(error);
  return (
    <>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {detail ? <Text size="sm">{detail}</Text> : null}
    </>
  );
}
