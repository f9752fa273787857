import type { Logger } from '../observability/logger.js';
import type { SettingsReading } from './read-settings.js';

/** So many warnings are remembered; after that they may be said again. */
const mostRemembered = 10_000;

/** Tells the operator what of a merchant's settings cannot be used, once for each state of them and not at every reading. */
export class SettingsWarnings {
  private readonly said = new Set<string>();

  constructor(private readonly logger: Logger) {}

  /** @param revision of what was read */
  tell(merchantId: string, pluginId: string, revision: number, reading: SettingsReading): void {
    if (reading.state === 'current' && reading.unfit.length === 0) return;
    const key = `${merchantId} ${pluginId} ${revision}`;
    if (this.said.has(key)) return;
    if (this.said.size >= mostRemembered) this.said.clear();
    this.said.add(key);

    const context = { merchant_id: merchantId, plugin_id: pluginId };
    const whose = `settings of '${pluginId}' for merchant ${merchantId}`;
    if (reading.state === 'unreadable') {
      this.logger.warn(
        { ...context, err: reading.cause },
        `the ${whose} cannot be upgraded: defaults are used, and what is stored is kept`,
      );
    }
    if (reading.state === 'newer') {
      this.logger.warn(
        context,
        `the ${whose} were written by a newer version of the plugin: they cannot be changed here`,
      );
    }
    for (const field of reading.unfit) {
      this.logger.warn(
        { ...context, field },
        `the ${whose} have a value in '${field}' that does not fit: its default is used`,
      );
    }
  }
}
