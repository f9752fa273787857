import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import type { PluginSpec } from './define-plugin.js';
import { switchableNeeds } from './switchable-needs.js';

/** How old the last confirmed state may be before the map no longer vouches for it, in milliseconds. */
const trustMilliseconds = 15_000;
const pollMilliseconds = 5_000;

interface SwitchRow {
  readonly merchant_id: string;
  readonly plugin_id: string;
  readonly enabled: boolean;
}

type Switches = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

const byMerchant = (rows: readonly SwitchRow[]): Switches => {
  const switches = new Map<string, Map<string, boolean>>();
  for (const { merchant_id, plugin_id, enabled } of rows) {
    let plugins = switches.get(merchant_id);
    if (!plugins) {
      plugins = new Map();
      switches.set(merchant_id, plugins);
    }
    plugins.set(plugin_id, enabled);
  }
  return switches;
};

/**
 * Which plugins are on for which merchant, in memory on every host. A change arrives by NOTIFY; a poll of the
 * version finds what a lost notification would have told.
 */
export class EnablementMap {
  /** By merchant, then by plugin: no check makes a key of its own. */
  private switched: Switches = new Map();
  private version = '';
  private confirmedAt = Number.NEGATIVE_INFINITY;
  private poll: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();

  private readonly specs: ReadonlyMap<string, PluginSpec>;
  /** Found once: the gate asks before every route, event and timer. */
  private readonly needs = new WeakMap<PluginSpec, readonly PluginSpec[] | undefined>();

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
    const needs = this.needsOf(plugin);
    if (needs === undefined) return false;
    if (needs.length === 0) return true;
    if (!this.isConfirmed()) return false;
    const switched = this.switched.get(merchantId);
    for (const { id, enablement } of needs) {
      if (!(switched?.get(id) ?? enablement === 'opt-out')) return false;
    }
    return true;
  }

  private needsOf(plugin: PluginSpec): readonly PluginSpec[] | undefined {
    if (!this.needs.has(plugin)) this.needs.set(plugin, switchableNeeds(plugin, this.specs));
    return this.needs.get(plugin);
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
      const { rows } = await sql<SwitchRow>`
        select merchant_id, plugin_id, enabled from promenade.plugin_enablement`.execute(db);
      this.switched = byMerchant(rows);
      this.version = version;
    }
    this.confirmedAt = askedAt;
  }
}
