/** The registry gives no answer that can be used: it is away, busy, or refuses the caller. The same call may work later. */
export class RegistryUnavailableError extends Error {
  override readonly name = 'RegistryUnavailableError';
  /** Whether it is away or busy: waiting may be all that is needed. */
  readonly passes: boolean;

  constructor(message: string, options: ErrorOptions & { readonly passes?: boolean } = {}) {
    super(message, options);
    this.passes = options.passes ?? false;
  }
}

/** The registry does not take a schema: it is incompatible with an earlier one of the subject, or not valid. */
export class SchemaRefusedError extends Error {
  override readonly name = 'SchemaRefusedError';

  constructor(
    readonly subject: string,
    /** The registry's own words. */
    readonly reason: string,
  ) {
    super(`the schema registry refuses the schema for '${subject}': ${reason}`);
  }
}
