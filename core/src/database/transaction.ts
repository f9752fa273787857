import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';

/** An open transaction that carries its merchant: every statement in it sees that merchant's rows only. */
export interface Transaction {
  readonly merchantId: string;
  /** For authored aggregates; flushed at commit. */
  readonly em: SqlEntityManager;
  /** For sets: the query builder on the same transaction. */
  readonly sql: Kysely<unknown>;
  /** Runs work once the transaction has committed, before its caller goes on; never after a rollback. The work must not fail. */
  afterCommit(work: () => Promise<void>): void;
}
