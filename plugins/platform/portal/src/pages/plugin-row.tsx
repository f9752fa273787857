import {
  Badge,
  Button,
  Flex,
  Group,
  Icon,
  Stack,
  Switch,
  Text,
  useFormat,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { InstalledPlugin } from '../installed-plugin.js';
import { usePluginTexts } from './use-plugin-texts.js';

interface PluginRowProps {
  installed: InstalledPlugin;
  pending: boolean;
  /** Whether the subject may only look. */
  readOnly: boolean;
  onSwitch: (enabled: boolean) => void;
  onOpenSettings: () => void;
}

/** A plugin with its switch and, where it has any, the way to its settings. */
export function PluginRow(props: PluginRowProps) {
  const { installed, pending, readOnly, onSwitch, onOpenSettings } = props;
  const { t } = useTranslation('platform');
  const { nameOf, descriptionOf } = usePluginTexts();
  const { list } = useFormat();
  const name = nameOf(installed.id);
  const always = installed.enablement === 'always';
  const names = (ids: string[]) => list(ids.map(nameOf));
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="lg" p="md" align="flex-start">
      <Stack gap={4}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <Text size="xs" c="dimmed" dir="ltr">
            {installed.version}
          </Text>
          {always ? (
            <Badge variant="light" color="gray" size="sm">
              {t('portal.alwaysOn')}
            </Badge>
          ) : null}
        </Group>
        <Text size="sm" c="dimmed" maw={640}>
          {descriptionOf(installed.id)}
        </Text>
        {installed.depends_on.length > 0 ? (
          <Text size="xs" c="dimmed">
            {t('portal.dependsOn', { plugins: names(installed.depends_on) })}
          </Text>
        ) : null}
        {installed.required_by.length > 0 ? (
          <Text size="xs" c="dimmed">
            {t('portal.requiredBy', { plugins: names(installed.required_by) })}
          </Text>
        ) : null}
      </Stack>
      <Flex
        gap={{ base: 'xs', sm: 'md' }}
        direction={{ base: 'column-reverse', sm: 'row' }}
        align={{ base: 'flex-end', sm: 'center' }}
        style={{ flexShrink: 0 }}
      >
        {installed.has_settings ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="settings" size={16} />}
            aria-label={t('portal.settings.openOf', { plugin: name })}
            onClick={onOpenSettings}
          >
            {t('portal.settings.open')}
          </Button>
        ) : null}
        {always || readOnly ? (
          <Text size="sm" fw={600}>
            {installed.enabled ? t('portal.on') : t('portal.off')}
          </Text>
        ) : (
          <Switch
            checked={installed.enabled}
            disabled={pending}
            onChange={(event) => onSwitch(event.currentTarget.checked)}
            aria-label={name}
            size="md"
          />
        )}
      </Flex>
    </Group>
  );
}
