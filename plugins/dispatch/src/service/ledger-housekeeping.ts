import { Clock, Database, PluginConfig } from '@promenade/core';
import { injectable } from 'inversify';
import { dispatchConfig } from '../dispatch-config.js';
import { LedgerRetention } from '../store/ledger-retention.js';

const dayMilliseconds = 24 * 60 * 60 * 1_000;
const pageSize = 100;

/**
 * Removes the ledger of days that are long gone. A day is first declared over, and its ledger removed at a later run: whoever was
 * at it when it was declared over has ended by then, and a slice that comes later, however late (a replay, a dead letter, a
 * day that was paused), finds that the day is over and writes nothing. So no message is written twice for want of the ledger.
 */
@injectable()
export class LedgerHousekeeping {
  private readonly ledgerDays: number;

  constructor(
    private readonly database: Database,
    private readonly retention: LedgerRetention,
    private readonly clock: Clock,
    config: PluginConfig,
  ) {
    this.ledgerDays = config.of(dispatchConfig).ledger_days;
  }

  /** @throws the signal's reason when it is aborted between two days */
  async run(merchantId: string, signal: AbortSignal): Promise<void> {
    const over = await this.database.transaction(merchantId, (tx) => this.retention.keptSince(tx));
    if (over !== undefined) await this.removeBefore(merchantId, over, signal);
    const oldest = new Date(this.clock.now().getTime() - this.ledgerDays * dayMilliseconds);
    await this.database.transaction(merchantId, (tx) =>
      this.retention.keepSince(tx, oldest.toISOString().slice(0, 10)),
    );
  }

  private async removeBefore(merchantId: string, over: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const days = await this.database.transaction(merchantId, (tx) =>
        this.retention.daysBefore(tx, over, pageSize),
      );
      for (const day of days) {
        signal.throwIfAborted();
        await this.database.transaction(merchantId, (tx) => this.retention.removeDay(tx, day));
      }
      if (days.length < pageSize) break;
    }
    await this.database.transaction(merchantId, (tx) => this.retention.removeLists(tx, over));
  }
}
