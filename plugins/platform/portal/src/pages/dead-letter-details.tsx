import {
  Alert,
  Button,
  Group,
  QueryView,
  Stack,
  Text,
  Title,
  useApi,
  useFormat,
  useQuery,
} from '@promenade/portal-kit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DEAD_LETTERS_KEY, type DeadLetterDetail, deadLetterPath } from '../dead-letter.js';
import { RawText } from './raw-text.js';
import { StateBadge } from './state-badge.js';

interface DeadLetterDetailsProps {
  id: string;
  /** Undefined for those who may only look. */
  settle: { isPending: boolean; onReplay: () => void; onDiscard: () => void } | undefined;
}

/** Why an event could not be handled, where it comes from, and what is in it. */
export function DeadLetterDetails({ id, settle }: DeadLetterDetailsProps) {
  const api = useApi();
  const query = useQuery({
    queryKey: [...DEAD_LETTERS_KEY, 'one', id],
    queryFn: ({ signal }) => api.get<DeadLetterDetail>(deadLetterPath(id), { signal }),
  });
  return (
    <QueryView query={query}>{(letter) => <Details letter={letter} settle={settle} />}</QueryView>
  );
}

function Details({
  letter,
  settle,
}: { letter: DeadLetterDetail } & Pick<DeadLetterDetailsProps, 'settle'>) {
  const { t } = useTranslation('platform');
  const { dateTime } = useFormat();
  return (
    <Stack gap="lg">
      <Alert color="red" title={<bdi>{letter.error}</bdi>}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{letter.message}</bdi>
        </Text>
      </Alert>
      <Stack gap="xs" component="dl" m={0}>
        <Fact name={t('portal.deadLetters.stateLabel')}>
          <StateBadge state={letter.state} />
        </Fact>
        {letter.settled_by && letter.settled_at ? (
          <Fact name={t('portal.deadLetters.settled')}>
            {t('portal.deadLetters.settledBy', {
              who: letter.settled_by,
              when: dateTime(letter.settled_at),
            })}
          </Fact>
        ) : null}
        {letter.reason ? <Fact name={t('portal.deadLetters.reason')}>{letter.reason}</Fact> : null}
        <Fact name={t('portal.deadLetters.topic')}>
          <bdi>{letter.topic}</bdi>
        </Fact>
        <Fact name={t('portal.deadLetters.position')}>
          <bdi>{letter.origin}</bdi>
        </Fact>
        <Fact name={t('portal.deadLetters.key')}>
          <bdi>{letter.key}</bdi>
        </Fact>
        <Fact name={t('portal.deadLetters.group')}>
          <bdi>{letter.group}</bdi>
        </Fact>
        <Fact name={t('portal.deadLetters.setAside')}>{dateTime(letter.set_aside_at)}</Fact>
        <Fact name={t('portal.deadLetters.attempts')}>{String(letter.attempts)}</Fact>
      </Stack>
      <Section title={t('portal.deadLetters.payload')}>
        {letter.unreadable === null ? (
          <RawText label={t('portal.deadLetters.payload')}>
            {JSON.stringify(letter.event, undefined, 2)}
          </RawText>
        ) : (
          <>
            <Text size="sm">
              {t('portal.deadLetters.unreadable')} <bdi>{letter.unreadable}</bdi>
            </Text>
            {letter.hex === null ? null : (
              <RawText label={t('portal.deadLetters.payload')}>{letter.hex}</RawText>
            )}
          </>
        )}
      </Section>
      <Section title={t('portal.deadLetters.headers')}>
        <RawText label={t('portal.deadLetters.headers')}>
          {Object.entries(letter.headers)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\n')}
        </RawText>
      </Section>
      {settle ? (
        <Group justify="flex-end" gap="xs">
          {letter.state === 'open' ? (
            <Button variant="default" disabled={settle.isPending} onClick={settle.onDiscard}>
              {t('portal.deadLetters.discard.confirm')}
            </Button>
          ) : null}
          <Button loading={settle.isPending} onClick={settle.onReplay}>
            {t('portal.deadLetters.replay.confirm')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group gap="md" wrap="nowrap" align="flex-start">
      <Text component="dt" size="sm" c="dimmed" w={130} style={{ flexShrink: 0 }}>
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Group>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {title}
      </Title>
      {children}
    </Stack>
  );
}
