/** A plugin of the platform, as the selected merchant has it. */
export interface InstalledPlugin {
  id: string;
  version: string;
  enablement: 'always' | 'opt-in' | 'opt-out';
  enabled: boolean;
  depends_on: string[];
  required_by: string[];
  /** Whether it has settings that the subject may see. */
  has_settings: boolean;
}

/** Of what is read of them. */
export const PLUGINS_KEY = ['platform', 'plugins'];

export const PLUGINS_PATH = '/api/platform/v1/plugins';
