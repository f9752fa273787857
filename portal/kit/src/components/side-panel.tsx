import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface SidePanelProps {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A panel at the end of the line (right, left in right-to-left): details and forms open here. */
export function SidePanel({ opened, title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('portal');
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Inside a dialog a header is no banner of the page. */}
        <Drawer.Header role="presentation">
          <Drawer.Title className="promenade-panel-title">{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('kit.close')} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
