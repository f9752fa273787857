import { declaredErrors } from '../../errors/declared-errors.js';
import { checkSettings } from '../../settings/check-settings.js';
import { settingTextKeys } from '../../settings/setting-texts.js';
import type { PluginSpec } from '../define-plugin.js';

/** A text that a definition counts on, and what shows it. */
export interface WantedText {
  readonly key: string;
  readonly by: string;
}

/** The texts that the portal and the host look up for a plugin, whatever its own pages use besides. */
export const wantedTexts = (spec: PluginSpec): readonly WantedText[] => {
  const { id, contributes = {}, settings } = spec;
  return [
    ...['plugin.name', 'plugin.description'].map((key) => ({ key, by: 'list of plugins' })),
    ...(contributes.portal?.pages ?? []).map(({ path, title }) => ({
      key: title,
      by: `portal page ${path}`,
    })),
    ...declaredErrors(id).flatMap((code) =>
      ['title', 'detail'].map((part) => ({
        key: `errors.${code}.${part}`,
        by: `error '${code}'`,
      })),
    ),
    // Settings that are wrong in themselves have no texts to speak of.
    ...(settings && checkSettings(spec).length === 0 ? settingTextKeys(settings) : []).map(
      (key) => ({
        key,
        by: 'form of settings',
      }),
    ),
  ];
};
