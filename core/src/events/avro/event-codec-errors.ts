/** One place where a value does not fit its contract. */
export interface ValueFault {
  /** JSON pointer into the payload: `/content/ar/title`. */
  readonly path: string;
  /** What the contract wants there: `string`. */
  readonly expected: string;
  /** What kind of value was there instead: `number`. Never the value itself, which may be personal data. */
  readonly actual: string;
}

const list = (faults: readonly ValueFault[]): string =>
  faults
    .map(({ path, expected, actual }) => `${path || '/'} must be ${expected}, got ${actual}`)
    .join('; ');

/** A payload does not fit the contract of its topic. A fault of the producer's code. */
export class EventEncodeError extends Error {
  override readonly name = 'EventEncodeError';

  constructor(
    readonly topic: string,
    /** All faults, in the order of the contract's fields; at least one. */
    readonly faults: readonly ValueFault[],
  ) {
    super(`${topic}: the payload does not fit the contract: ${list(faults)}`);
  }
}

/** The schema that a record was written in cannot be had now: the registry is away. The same record may be read later. */
export class SchemaUnavailableError extends Error {
  override readonly name = 'SchemaUnavailableError';

  constructor(
    readonly topic: string,
    readonly schemaId: string,
    cause: Error,
  ) {
    super(`${topic}: schema ${schemaId} cannot be had now: ${cause.message}`, { cause });
  }
}

/** Why bytes are no record of a topic. */
export type DecodeFailure =
  /** The bytes do not begin as the wire format wants. */
  | 'bad-frame'
  /** The schema that the bytes name is none that this topic was ever released with, nor one that the registry knows. */
  | 'unknown-schema'
  /** The bytes name a schema of a registry, and there is none to ask. */
  | 'no-registry'
  /** The schema that the bytes name cannot be read as the contract's. */
  | 'incompatible-schema'
  /** The bytes end before the record does. */
  | 'truncated'
  /** The record ends before the bytes do. */
  | 'trailing-bytes'
  /** The bytes mean nothing in the schema that they name. */
  | 'malformed';

/** Bytes cannot be read as a record of their topic. Trying again with the same software changes nothing. */
export class EventDecodeError extends Error {
  override readonly name = 'EventDecodeError';

  constructor(
    readonly topic: string,
    readonly reason: DecodeFailure,
    detail: string,
    /** JSON pointer to the field where reading failed, as far as it is known. */
    readonly path?: string,
    options?: ErrorOptions,
  ) {
    super(
      `${topic}: ${reason}${path === undefined ? '' : ` at ${path || '/'}`}: ${detail}`,
      options,
    );
  }
}
