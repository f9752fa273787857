/** What is wrong with what a plugin's migrations do, and what would mend it. */
export interface MigrationFault {
  readonly cause: string;
  readonly cure: string;
}

/** Thrown inside the transaction of the migrations, so that nothing of them stays. */
export class MigrationFaultsError extends Error {
  override readonly name = 'MigrationFaultsError';

  constructor(readonly faults: readonly MigrationFault[]) {
    super(faults.map(({ cause, cure }) => `${cause}. Cure: ${cure}.`).join(' '));
  }
}
