import type { Migration } from '@mikro-orm/migrations';
import type { Newable } from 'inversify';

/** A migration class; its name, once released, never changes: it is what the migration table keeps. */
export type MigrationClass = Newable<Migration, ConstructorParameters<typeof Migration>> & {
  readonly name: string;
  readonly prototype: Migration;
  /** Why it has no `down`; a migration has the one or the other. */
  readonly irreversible?: string;
};
