import { directionOf, type Language, Paper, Text } from '@promenade/portal-kit';
import type { MessageText } from './delivered-event.js';

/** A message as its reader sees it, in the direction of its own language. */
export function MessagePreview({ language, text }: { language: Language; text: MessageText }) {
  return (
    <Paper withBorder p="sm" dir={directionOf(language)} lang={language}>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {text.title}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text.body}
      </Text>
    </Paper>
  );
}
