import { Button, Group, Modal, Stack } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Question {
  title: string;
  body: ReactNode;
  /** The verb on the button, such as "Delete event". */
  confirmLabel: string;
  destructive?: boolean;
}

type Confirm = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Confirm | null>(null);

/** Asks before something that cannot be taken back; resolves to true when the user agrees. */
export function useConfirm(): Confirm {
  const confirm = useContext(ConfirmContext);
  if (!confirm) throw new Error('useConfirm is called outside of KitProvider');
  return confirm;
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('portal');
  const [question, setQuestion] = useState<Question | null>(null);
  const [opened, setOpened] = useState(false);
  const answer = useRef<(agreed: boolean) => void>(() => undefined);

  const confirm = useCallback<Confirm>((asked) => {
    setQuestion(asked);
    setOpened(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);

  const close = (agreed: boolean) => {
    setOpened(false);
    answer.current(agreed);
  };

  return (
    <ConfirmContext.Provider value={confirm}>
      {children}
      <Modal
        opened={opened}
        onClose={() => close(false)}
        title={question?.title}
        styles={{ title: { fontWeight: 650 } }}
        centered
        zIndex={400}
        closeButtonProps={{ 'aria-label': t('kit.close') }}
      >
        <Stack gap="lg">
          {question?.body}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => close(false)}>
              {t('kit.cancel')}
            </Button>
            <Button
              color={question?.destructive ? 'red' : undefined}
              onClick={() => close(true)}
              data-autofocus
            >
              {question?.confirmLabel}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </ConfirmContext.Provider>
  );
}
