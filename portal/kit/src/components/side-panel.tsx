import { Drawer, Text } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { UnsavedChanges } from '../form/unsaved-changes.js';
import { useConfirm, useIsAsking } from './confirm.js';

interface SidePanelProps {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A panel at the end of the line (right, left in right-to-left): details and forms open here. Asks
 * before it closes over a form with unsaved changes.
 */
export function SidePanel({ opened, title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('portal');
  const confirm = useConfirm();
  const asking = useIsAsking();
  const unsaved = useRef(false);
  const reportUnsaved = useCallback((value: boolean) => {
    unsaved.current = value;
  }, []);

  // Another title is another thing to read, from its beginning.
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    content.current?.scrollTo({ top: 0 });
  }, [title]);

  const close = async () => {
    const agreed =
      !unsaved.current ||
      (await confirm({
        title: t('kit.unsaved.title'),
        body: <Text size="sm">{t('kit.unsaved.text')}</Text>,
        confirmLabel: t('kit.unsaved.discard'),
        cancelLabel: t('kit.unsaved.keep'),
        destructive: true,
      }));
    if (agreed) onClose();
  };

  return (
    <Drawer.Root
      opened={opened}
      onClose={() => void close()}
      closeOnEscape={!asking}
      position="right"
      size="lg"
    >
      <Drawer.Overlay />
      <Drawer.Content ref={content}>
        {/* Inside a dialog a header is no banner of the page. */}
        <Drawer.Header role="presentation">
          <Drawer.Title className="promenade-panel-title">{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('kit.close')} />
        </Drawer.Header>
        <Drawer.Body>
          <UnsavedChanges onReport={reportUnsaved}>{children}</UnsavedChanges>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
