import { Paper, Text } from '@mantine/core';
import { directionOf, type Language } from '../language/languages.js';

interface MessagePreviewProps {
  language: Language;
  text: { title: string; body: string };
}

/** A message as its reader sees it, in the direction of its own language. */
export function MessagePreview({ language, text }: MessagePreviewProps) {
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
