import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import type { PluginSpec } from './define-plugin.js';

/** How old the last confirmed state may be before the map no longer vouches for it, in milliseconds. */
const trustMilliseconds = 15_000;
const pollMilliseconds = 5_000;

/**
 * Which plugins are on for which merchant, in memory on every host. A change arrives by NOTIFY; a poll of the
 * version finds what a lost notification would have told.
 */
export class EnablementMap {
  private switched = new Map<string, boolean>();
  private version = '';
  private confirmedAt = Number.NEGATIVE_INFINITY;
  private poll: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();

  private readonly specs: ReadonlyMap<string, PluginSpec>;

  constructor(
    specs: readonly PluginSpec[],
    private readonly database: Database,
    private readonly listener: Listener,
    private readonly onError: (error: unknown) => void,
  ) {
    this.specs = new Map(specs.map((spec) => [spec.id, spec]));
  }

  async open(): Promise<void> {
    await this.listener.listen('promenade_enablement', () => void this.refresh());
    await this.read();
    this.poll = setInterval(() => void this.refresh(), pollMilliseconds);
    this.poll.unref();
  }

  close(): void {
    clearInterval(this.poll);
  }

  /**
   * Whether a plugin works for a merchant: it is switched on, and so is everything that it requires.
   * @returns false too while the state is unknown and the plugin is one that can be switched: closed when unsure.
   */
  isOn(plugin: PluginSpec, merchantId: string): boolean {
    if (!this.isSwitchedOn(plugin, merchantId)) return false;
    for (const id of plugin.dependsOn?.required ?? []) {
      const dependency = this.specs.get(id);
      if (!dependency || !this.isOn(dependency, merchantId)) return false;
    }
    return true;
  }

  private isSwitchedOn(plugin: PluginSpec, merchantId: string): boolean {
    if (plugin.enablement === 'always') return true;
    if (!this.isConfirmed()) return false;
    return this.switched.get(`${merchantId}/${plugin.id}`) ?? plugin.enablement === 'opt-out';
  }

  /** Whether the state was confirmed recently enough to be acted on. */
  isConfirmed(): boolean {
    return performance.now() - this.confirmedAt < trustMilliseconds;
  }

  /** Reads the state anew; reads queue, so that the last one wins. A failure is reported, and the poll tries again. */
  refresh(): Promise<void> {
    return this.confirm().catch(this.onError);
  }

  /** Reads the state anew, for one who relies on it. @throws what the database throws */
  confirm(): Promise<void> {
    const reading = this.reading.then(() => this.read());
    this.reading = reading.catch(() => undefined);
    return reading;
  }

  private async read(): Promise<void> {
    const askedAt = performance.now();
    const db = this.database.acrossMerchants();
    const current = await sql<{
      version: string;
    }>`select version::text from promenade.enablement_version`.execute(db);
    const version = current.rows[0]?.version ?? '';
    if (version !== this.version) {
      const { rows } = await sql<{ merchant_id: string; plugin_id: string; enabled: boolean }>`
        select merchant_id, plugin_id, enabled from promenade.plugin_enablement`.execute(db);
      this.switched = new Map(
        rows.map((row) => [`${row.merchant_id}/${row.plugin_id}`, row.enabled]),
      );
      this.version = version;
    }
    this.confirmedAt = askedAt;
  }
}
