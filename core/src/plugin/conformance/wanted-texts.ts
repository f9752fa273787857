import { declaredErrors } from '../../errors/declared-errors.js';
import type { PluginSpec } from '../define-plugin.js';

/** A text that a definition counts on, and what shows it. */
export interface WantedText {
  readonly key: string;
  readonly by: string;
}

/** The texts that the portal and the host look up for a plugin, whatever its own pages use besides. */
export const wantedTexts = ({ id, contributes = {} }: PluginSpec): readonly WantedText[] => [
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
];
