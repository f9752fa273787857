import type { Container } from 'inversify';
import type { LocaleBundle } from '../i18n/translations.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';

export interface StartedPlugin {
  readonly spec: PluginSpec;
  readonly container: Container;
  readonly scope: PluginScope;
  /** Its texts, where it has any. */
  readonly locales?: LocaleBundle;
}

export interface FailedPlugin {
  readonly spec: PluginSpec;
  /** What went wrong, for `/ready` and the operator. */
  readonly reason: string;
}
