import type { EventContract } from '@promenade/proto';
import { BodyFault } from './body-cursor.js';
import { checkBody } from './check-body.js';
import type { CompiledContract, KnownWriter } from './compiled-contract.js';
import { compileContract } from './compiled-contract.js';
import { EventDecodeError, EventEncodeError } from './event-codec-errors.js';
import { jsonPointer } from './json-pointer.js';
import { singleObjectFormat } from './single-object-format.js';
import { valueFaults } from './value-faults.js';
import type { WireFormat } from './wire-format.js';

/**
 * Turns payloads into the bytes of a record and back. Holds compiled schemas: use one codec for the whole process.
 * @example const bytes = codec.encode(promotionDispatch, { event_id, slice: 3, ... });
 *          const { slice } = codec.decode(promotionDispatch, bytes);
 */
export class AvroCodec {
  private readonly contracts = new WeakMap<EventContract<unknown>, CompiledContract>();

  constructor(private readonly format: WireFormat = singleObjectFormat) {}

  /**
   * The bytes of a record, framed.
   * @throws EventEncodeError naming every field that does not fit, fields that the contract does not have included.
   */
  encode<T>(contract: EventContract<T>, payload: NoInfer<T>): Buffer {
    const { type, schemaId } = this.compiled(contract);
    const faults = valueFaults(type, payload);
    if (faults.length > 0) throw new EventEncodeError(contract.topic, faults);
    return this.format.frame(schemaId, type.toBuffer(payload));
  }

  /**
   * The payload of a record, whichever released schema it was written in, in the form of the current schema.
   * @throws EventDecodeError when the bytes are no record of the contract's topic.
   */
  decode<T>(contract: EventContract<T>, record: Buffer): T {
    const { type, writers } = this.compiled(contract);
    const { schemaId, body } = this.format.unframe(contract.topic, record);
    const writer = writers.get(schemaId);
    if (!writer) {
      const detail = `schema ${schemaId} is none of ${[...writers.keys()].join(', ')}`;
      throw new EventDecodeError(contract.topic, 'unknown-schema', detail);
    }
    return read(contract.topic, type, writer, body) as T;
  }

  private compiled(contract: EventContract<unknown>): CompiledContract {
    let compiled = this.contracts.get(contract);
    if (!compiled) {
      compiled = compileContract(contract, this.format);
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
