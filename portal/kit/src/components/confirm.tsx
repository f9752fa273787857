import { Button, Group, Modal, Stack } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Question {
  title: string;
  body: ReactNode;
  /** The verb on the button, such as "Delete event". */
  confirmLabel: string;
  /** The button that leaves everything as it is; "Cancel" when absent. */
  cancelLabel?: string;
  destructive?: boolean;
}

type Confirm = (question: Question) => Promise<boolean>;

const AskingContext = createContext(false);

/** True while a question is open: what lies below it must not answer to its keys. */
export function useIsAsking(): boolean {
  return useContext(AskingContext);
}

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
      <AskingContext.Provider value={opened}>{children}</AskingContext.Provider>
      <Modal.Root opened={opened} onClose={() => close(false)} centered zIndex={400}>
        <Modal.Overlay />
        <Modal.Content>
          {/* Inside a dialog a header is no banner of the page. */}
          <Modal.Header role="presentation">
            <Modal.Title className="promenade-panel-title">{question?.title}</Modal.Title>
            <Modal.CloseButton aria-label={t('kit.close')} />
          </Modal.Header>
          <Modal.Body>
            <Stack gap="lg">
              {question?.body}
              <Group justify="flex-end" gap="xs">
                {/* What destroys is never one thoughtless key press away. */}
                <Button
                  variant="default"
                  onClick={() => close(false)}
                  data-autofocus={question?.destructive || undefined}
                >
                  {question?.cancelLabel ?? t('kit.cancel')}
                </Button>
                <Button
                  color={question?.destructive ? 'red' : undefined}
                  onClick={() => close(true)}
                  data-autofocus={!question?.destructive || undefined}
                >
                  {question?.confirmLabel}
                </Button>
              </Group>
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </ConfirmContext.Provider>
  );
}
