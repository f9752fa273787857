import { createHash } from 'node:crypto';
import { Outbox, type Transaction } from '@promenade/core';
import {
  type AuditLogRecord,
  auditLog,
  type VipTierAssignedRecord,
  vipTierAssigned,
  vipTierUpdated,
} from '@promenade/proto';
import { injectable } from 'inversify';
import { v7 as uuidv7 } from 'uuid';
import type { Tier } from '../domain/tier.js';
import { canonicalJson, changedFields, publicFields } from '../domain/tier-changes.js';

export interface TierChange {
  /** Undefined for a new tier. */
  readonly before: Tier | undefined;
  readonly after: Tier;
  /** The subject of the token. */
  readonly actor: string;
}

export interface TierAssignment {
  readonly customerId: string;
  readonly tierId: string;
  readonly assignedAt: Date;
  /** Of what the assignment follows from. */
  readonly correlationId: string;
}

/** Who acts where nobody asked for it. */
const itself = 'plugin:campaign-vip';

/** What others learn of tiers, and what is kept as evidence; all of it leaves with the transaction. */
@injectable()
export class TierEvents {
  constructor(private readonly outbox: Outbox) {}

  async changed(tx: Transaction, { before, after, actor }: TierChange): Promise<void> {
    const { merchantId } = tx;
    const fields = changedFields(before, after);
    const updated = {
      event_id: uuidv7(),
      merchant_id: merchantId,
      tier_id: after.tierId,
      version: after.version,
      updated_fields: fields,
      updated_at: after.updatedAt,
    };
    await this.outbox.append(tx, vipTierUpdated, [updated], { id: idOf });
    const record: AuditLogRecord = {
      event_id: uuidv7(),
      merchant_id: merchantId,
      actor,
      action: before ? 'vip_tier.updated' : 'vip_tier.created',
      entity_type: 'vip_tier',
      entity_id: after.tierId,
      changed_fields: fields,
      before_hash: before ? hashOf(publicFields(before)) : null,
      after_hash: hashOf(publicFields(after)),
      occurred_at: after.updatedAt,
    };
    await this.outbox.append(tx, auditLog, [record], { id: idOf });
  }

  /** @param assignments each of a customer who had no tier before */
  async assigned(tx: Transaction, assignments: readonly TierAssignment[]): Promise<void> {
    const { merchantId } = tx;
    const causes = new Map<object, string>();
    const from = <T extends object>(cause: TierAssignment, record: T): T => {
      causes.set(record, cause.correlationId);
      return record;
    };
    const options = {
      id: idOf,
      correlationId: (record: object) => causes.get(record) ?? uuidv7(),
    };
    const records = assignments.map((one) =>
      from<VipTierAssignedRecord>(one, {
        event_id: uuidv7(),
        customer_id: one.customerId,
        merchant_id: merchantId,
        tier_id: one.tierId,
        assigned_at: one.assignedAt,
      }),
    );
    await this.outbox.append(tx, vipTierAssigned, records, options);
    const evidence = assignments.map((one) =>
      from<AuditLogRecord>(one, {
        event_id: uuidv7(),
        merchant_id: merchantId,
        actor: itself,
        action: 'vip_tier.assigned',
        entity_type: 'vip_tier_assignment',
        entity_id: one.customerId,
        changed_fields: ['tier_id'],
        before_hash: null,
        after_hash: hashOf({ tier_id: one.tierId }),
        occurred_at: one.assignedAt,
      }),
    );
    await this.outbox.append(tx, auditLog, evidence, options);
  }
}

const idOf = ({ event_id }: { readonly event_id: string }): string => event_id;

const hashOf = (fields: object): string =>
  createHash('sha256').update(canonicalJson(fields)).digest('hex');
