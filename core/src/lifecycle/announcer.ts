import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { Slots } from '../concurrency/slots.js';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { BatchLoop } from '../events/batch-loop.js';
import type { LifecycleMetrics } from '../observability/lifecycle-metrics.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { EnablementMap } from '../plugin/enablement-map.js';
import type { PluginTeller } from './plugin-teller.js';
import type { ToldPlugin } from './told-plugin.js';
import { switchesMark, type UntoldMerchant, untoldMerchants } from './told-store.js';

const pollMilliseconds = 5_000;
/** Merchants come in crowds; so long one waits for more of them, in milliseconds. */
const gathering = 100;
const pageSize = 200;
/** Merchants whose plugins are told at once. */
const tellsAtOnce = 4;

export interface AnnouncerServices {
  readonly database: Database;
  readonly listener: Listener;
  readonly enablement: Pick<EnablementMap, 'confirm'>;
  readonly metrics: LifecycleMetrics;
  readonly onError: (error: unknown) => void;
}

/**
 * Tells plugins that they were switched on or off for a merchant, or that there is a new merchant who has them on. One host
 * does so at a time, by a lock that ends with the connection on which it hears of notifications: the hooks are foreign code and may take
 * their time, and hold no connection but that of their own transaction.
 */
export class Announcer {
  private readonly loop: BatchLoop;
  /** Where nothing was left to tell. */
  private quietMark: string | undefined;

  /** @param installed all plugins, in dependency order */
  constructor(
    private readonly plugins: readonly ToldPlugin[],
    private readonly installed: readonly PluginSpec[],
    private readonly teller: PluginTeller,
    private readonly services: AnnouncerServices,
  ) {
    const run = async (): Promise<boolean> => {
      await this.announce();
      return false;
    };
    const work = {
      channels: ['promenade_enablement', 'promenade_merchant'],
      pollMilliseconds,
      run,
    };
    this.loop = new BatchLoop(services.listener, work, services.onError);
  }

  async start(): Promise<void> {
    if (this.plugins.length > 0) await this.loop.start();
  }

  /** Resolves when what is being told is done. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async announce(): Promise<void> {
    const { database, listener, enablement } = this.services;
    const { signal } = this.loop;
    // It rejects only when the host stops, and then there is nothing to do any more.
    await pause(gathering, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const db = database.acrossMerchants();
    const mark = await switchesMark(db);
    if (mark === this.quietMark) return;
    // Hooks act on what this host thinks is on, so it looks before they do.
    await enablement.confirm();
    const isDone = await listener.whileLocked('promenade.announcer', (isHeld) =>
      this.tellAll(db, () => isHeld() && !signal.aborted),
    );
    this.quietMark = isDone === true ? mark : undefined;
  }

  /** @returns whether nothing was left to tell */
  private async tellAll(db: Kysely<unknown>, goesOn: () => boolean): Promise<boolean> {
    const waiting = new Map(this.plugins.map(({ spec }) => [spec.id, 0]));
    const seen = new Set<string>();
    let after: string | undefined;
    do {
      const page = await this.page(db, after);
      await this.tellPage(page, { waiting, seen, goesOn });
      after = page.length < pageSize ? undefined : page.at(-1)?.merchantId;
    } while (after !== undefined && goesOn());
    this.teller.retain(seen);
    for (const [plugin, count] of waiting) this.services.metrics.waiting.set({ plugin }, count);
    return seen.size === 0 && goesOn();
  }

  private page(db: Kysely<unknown>, after: string | undefined): Promise<readonly UntoldMerchant[]> {
    return untoldMerchants(db, this.plugins, this.installed, { after, limit: pageSize });
  }

  private async tellPage(
    page: readonly UntoldMerchant[],
    {
      waiting,
      seen,
      goesOn,
    }: {
      readonly waiting: Map<string, number>;
      readonly seen: Set<string>;
      readonly goesOn: () => boolean;
    },
  ): Promise<void> {
    const slots = new Slots(tellsAtOnce);
    const left = await Promise.all(
      page.map((merchant) =>
        slots.run(async () => {
          if (!goesOn()) return merchant.untold.map(({ pluginId }) => pluginId);
          return this.teller.tell(merchant);
        }),
      ),
    );
    for (const [index, plugins] of left.entries()) {
      for (const pluginId of plugins) {
        waiting.set(pluginId, (waiting.get(pluginId) ?? 0) + 1);
        seen.add(`${page[index]?.merchantId}/${pluginId}`);
      }
    }
  }
}
