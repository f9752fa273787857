/** Values of settings by field. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** Which control shows a setting. */
export type SettingKind =
  | 'text'
  | 'long-text'
  | 'url'
  | 'email'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'texts'
  | 'time-of-day'
  | 'time-zone'
  | 'locale';

/** JSON Schema of one setting; `x-kind` may be unknown to a portal that is older than the host. */
export interface SettingSchema {
  'x-kind': SettingKind | (string & {});
  default: unknown;
  enum?: string[];
  items?: { enum?: string[] };
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  maxItems?: number;
}

/** The answer of `GET /api/platform/v1/plugins/:id/settings`. */
export interface PluginSettings {
  plugin_id: string;
  /** What the merchant chose, and defaults for the rest. */
  values: SettingValues;
  chosen: SettingValues;
  schema: { properties: Record<string, SettingSchema> };
  state: 'current' | 'newer' | 'unreadable';
  unfit: string[];
  may_change: boolean;
  /** Sent back as If-Match. */
  revision: number;
}

export function pluginSettingsPath(pluginId: string): string {
  return `/api/platform/v1/plugins/${encodeURIComponent(pluginId)}/settings`;
}
