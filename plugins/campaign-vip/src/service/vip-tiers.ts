import { coreError, Database } from '@promenade/core';
import { injectable } from 'inversify';
import { v7 as uuidv7 } from 'uuid';
import type { Tier, TierFields } from '../domain/tier.js';
import { tierFaults } from '../domain/tier-faults.js';
import { TierReader } from '../store/tier-reader.js';
import { TierStore } from '../store/tier-store.js';
import { TierEvents } from './tier-events.js';
import { TierSource } from './tier-source.js';

/** A merchant's use cases on its tiers. */
@injectable()
export class VipTiers {
  constructor(
    private readonly database: Database,
    private readonly store: TierStore,
    private readonly reader: TierReader,
    private readonly tiers: TierSource,
    private readonly events: TierEvents,
  ) {}

  list(merchantId: string): Promise<readonly Tier[]> {
    return this.tiers.list(merchantId);
  }

  /** @throws tier-not-found */
  get(merchantId: string, tierId: string): Promise<Tier> {
    return this.tiers.get(merchantId, tierId);
  }

  /** @param actor the subject of the token. @throws validation-failed with the fields; tier-exists */
  create(merchantId: string, fields: TierFields, actor: string): Promise<Tier> {
    check(fields);
    return this.database.transaction(merchantId, async (tx) => {
      await this.store.insert(tx, uuidv7(), fields);
      const after = await this.reader.get(tx, fields.tierId);
      await this.events.changed(tx, { before: undefined, after, actor });
      await this.tiers.changed(tx, fields.tierId);
      return after;
    });
  }

  /** Takes the fields in the place of the old ones, translations included. @throws validation-failed, tier-not-found, version-mismatch */
  replace(
    merchantId: string,
    fields: TierFields,
    expectedVersion: number,
    actor: string,
  ): Promise<Tier> {
    check(fields);
    return this.database.transaction(merchantId, async (tx) => {
      // What is not yet locked: the store finds the expected version under the lock, so this is that version.
      const before = await this.reader.get(tx, fields.tierId);
      await this.store.replace(tx, fields, expectedVersion);
      const after = await this.reader.get(tx, fields.tierId);
      await this.events.changed(tx, { before, after, actor });
      await this.tiers.changed(tx, fields.tierId);
      return after;
    });
  }
}

const check = (fields: TierFields): void => {
  const faults = tierFaults(fields);
  if (faults.length > 0) {
    throw coreError('validation-failed', {
      fields: faults.map((fault) => ({ ...fault, namespace: 'campaign-vip' })),
    });
  }
};
