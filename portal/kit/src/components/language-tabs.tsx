import { Group, Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, languageName } from '../language/languages.js';
import { useLanguage } from '../language/use-language.js';
import { Icon } from './icon.js';

export type Completeness = 'complete' | 'partial' | 'missing' | 'error';

interface LanguageTabsProps {
  /** How far the texts of each language are; shown by an icon and said to screen readers. */
  completeness: Record<Language, Completeness>;
  initial?: Language;
  children: (language: Language) => ReactNode;
}

const MARK = { complete: 'check', partial: 'edit', missing: null, error: 'alert' } as const;

/** One tab a language; every panel stays mounted, so that nothing typed is lost. */
export function LanguageTabs({ completeness, initial, children }: LanguageTabsProps) {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const [selected, setSelected] = useState<string | null>(initial ?? language);
  return (
    <Tabs value={selected} onChange={setSelected} variant="outline">
      <Tabs.List aria-label={t('kit.languages')}>
        {LANGUAGES.map((each) => {
          const mark = MARK[completeness[each]];
          const state = t(`kit.completeness.${completeness[each]}`);
          const name = languageName(each);
          return (
            <Tabs.Tab key={each} value={each} aria-label={`${name}: ${state}`} title={state}>
              <Group gap={6} wrap="nowrap" lang={each}>
                {name}
                {mark ? <Icon name={mark} size={14} /> : null}
              </Group>
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {LANGUAGES.map((each) => (
        <Tabs.Panel key={each} value={each} pt="sm">
          {children(each)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
