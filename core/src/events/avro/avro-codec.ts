import type { EventContract } from '@promenade/proto';
import { jsonPointer } from '../../errors/json-pointer.js';
import { beginsWith } from './begins-with.js';
import { BodyFault } from './body-cursor.js';
import { checkBody } from './check-body.js';
import type { CompiledContract, KnownWriter } from './compiled-contract.js';
import { compileContract } from './compiled-contract.js';
import { confluentFormat } from './confluent-format.js';
import {
  EventDecodeError,
  EventEncodeError,
  SchemaUnavailableError,
} from './event-codec-errors.js';
import { foreignWriter } from './foreign-writer.js';
import { singleObjectFormat } from './single-object-format.js';
import { valueFaults } from './value-faults.js';
import type { WireFormat } from './wire-format.js';
import { NoSchemaRegistryError, type WriterSchemas } from './writer-schemas.js';

export interface AvroCodecOptions {
  /** Confluent's wire format, with the ids of a registry. */
  readonly confluent: WireFormat;
  /** The format of new records. */
  readonly writing: WireFormat;
  /** Schemas that no contract of this process carries. */
  readonly writers: WriterSchemas;
}

const alone: AvroCodecOptions = {
  confluent: confluentFormat(() => undefined),
  writing: singleObjectFormat,
  writers: {
    schemaOf: () => Promise.reject(new NoSchemaRegistryError('there is no schema registry')),
  },
};

/**
 * Turns payloads into the bytes of a record and back. Holds compiled schemas: use one codec for the whole process.
 * Records of both wire formats are read, whichever is written, so that an installation may change it.
 * @example const bytes = codec.encode(promotionDispatch, { event_id, slice: 3, ... });
 *          await codec.prepare(promotionDispatch, bytes);
 *          const { slice } = codec.decode(promotionDispatch, bytes);
 */
export class AvroCodec {
  private readonly contracts = new WeakMap<EventContract<unknown>, CompiledContract>();
  private readonly formats: readonly WireFormat[];

  /** Without options it writes single-object encoding and knows the schemas of contracts only. */
  constructor(private readonly options: AvroCodecOptions = alone) {
    this.formats = [singleObjectFormat, options.confluent];
  }

  /** The CloudEvents `datacontenttype` of what `encode` gives. */
  get contentType(): string {
    return this.options.writing.contentType;
  }

  /**
   * The bytes of a record, framed.
   * @throws EventEncodeError naming every field that does not fit, fields that the contract does not have included;
   * Error when the schema has no id in the registry
   */
  encode<T>(contract: EventContract<T>, payload: NoInfer<T>): Buffer {
    const { type, schemaId } = this.compiled(contract);
    if (schemaId === undefined) {
      throw new Error(
        `the schema of '${contract.topic}' was not registered: no installed plugin names its contract under 'contributes.produces' or 'contributes.events'`,
      );
    }
    const faults = valueFaults(type, payload);
    if (faults.length > 0) throw new EventEncodeError(contract.topic, faults);
    return this.options.writing.frame(schemaId, type.toBuffer(payload));
  }

  /**
   * Finds the schema that a record was written in, so that `decode` knows it; at once where it is known.
   * @throws EventDecodeError when there is no such schema, when it cannot be read as the contract's, or when there is no
   * registry to ask; SchemaUnavailableError when it cannot be asked now.
   */
  async prepare(contract: EventContract<unknown>, record: Buffer): Promise<void> {
    const { topic } = contract;
    const format = this.formatOf(record);
    if (format !== this.options.confluent) return;
    const { type, writers } = this.compiled(contract);
    const { schemaId } = format.unframe(topic, record);
    if (writers.has(schemaId)) return;
    const text = await this.schemaText(topic, schemaId);
    if (text === undefined) {
      const detail = `the registry knows no schema ${schemaId}`;
      throw new EventDecodeError(topic, 'unknown-schema', detail);
    }
    writers.set(schemaId, foreignWriter(topic, type, schemaId, text));
  }

  /**
   * The payload of a record, whichever released schema it was written in, in the form of the current schema.
   * @throws EventDecodeError when the bytes are no record of the contract's topic, or name a schema that is not known
   * without `prepare`
   */
  decode<T>(contract: EventContract<T>, record: Buffer): T {
    const { type, writers } = this.compiled(contract);
    const { schemaId, body } = this.formatOf(record).unframe(contract.topic, record);
    const writer = writers.get(schemaId);
    if (!writer) {
      const detail = `schema ${schemaId} is none of ${[...writers.keys()].join(', ')}`;
      throw new EventDecodeError(contract.topic, 'unknown-schema', detail);
    }
    return read(contract.topic, type, writer, body) as T;
  }

  private formatOf(record: Buffer): WireFormat {
    const { confluent } = this.options;
    return record.length > 0 && beginsWith(confluent.marker, record)
      ? confluent
      : singleObjectFormat;
  }

  private async schemaText(topic: string, schemaId: string): Promise<string | undefined> {
    try {
      return await this.options.writers.schemaOf(schemaId);
    } catch (cause) {
      if (!(cause instanceof NoSchemaRegistryError)) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        throw new SchemaUnavailableError(topic, schemaId, error);
      }
      throw new EventDecodeError(
        topic,
        'no-registry',
        `the record is in Confluent's wire format and names schema ${schemaId} of a schema registry, and ${cause.message}`,
      );
    }
  }

  private compiled(contract: EventContract<unknown>): CompiledContract {
    let compiled = this.contracts.get(contract);
    if (!compiled) {
      compiled = compileContract(contract, this.formats, this.options.writing);
      this.contracts.set(contract, compiled);
    }
    return compiled;
  }
}

const read = (
  topic: string,
  type: CompiledContract['type'],
  writer: KnownWriter,
  body: Buffer,
): unknown => {
  try {
    checkBody(writer.type, body);
    return type.fromBuffer(body, writer.resolver);
  } catch (cause) {
    if (cause instanceof BodyFault) {
      throw new EventDecodeError(topic, cause.reason, cause.message, jsonPointer(cause.path));
    }
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new EventDecodeError(topic, 'malformed', detail, undefined, { cause });
  }
};
