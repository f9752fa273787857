/** What is wrong with what a plugin's migrations do, and what would mend it. */
export interface MigrationFault {
  readonly cause: string;
  readonly cure: string;
}

/** One statement may be behind many faults. */
const toldAtOnce = 5;

/** Thrown inside the transaction of the migrations, so that nothing of them stays. */
export class MigrationFaultsError extends Error {
  override readonly name = 'MigrationFaultsError';

  constructor(readonly faults: readonly MigrationFault[]) {
    const told = faults.slice(0, toldAtOnce).map(({ cause, cure }) => `${cause}. Cure: ${cure}.`);
    const more = faults.length - told.length;
    super([...told, ...(more > 0 ? [`And ${more} more.`] : [])].join(' '));
  }
}
