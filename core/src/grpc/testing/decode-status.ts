import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { ServiceError } from '@grpc/grpc-js';

type Fields = Map<number, (string | Uint8Array | number)[]>;

/** Takes a message apart by field number; length-delimited fields stay bytes. */
const fieldsOf = (bytes: Uint8Array): Fields => {
  const reader = new BinaryReader(bytes);
  const fields: Fields = new Map();
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const value = wireType === WireType.Varint ? reader.int32() : reader.bytes();
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
};
const bytesOf = (fields: Fields, number: number): Uint8Array[] =>
  (fields.get(number) ?? []).filter((value) => value instanceof Uint8Array);
const textOf = (fields: Fields, number: number): string =>
  new TextDecoder().decode(bytesOf(fields, number)[0]);

/** Of a google.protobuf.Duration. */
const millisecondsOf = (duration: Uint8Array): number => {
  const fields = fieldsOf(duration);
  return Number(fields.get(1)?.[0] ?? 0) * 1_000 + Number(fields.get(2)?.[0] ?? 0) / 1_000_000;
};

/** The `google.rpc.Status` of an error, by the field numbers of google/rpc/status.proto and error_details.proto. */
export const decodeStatus = (error: ServiceError) => {
  const [trailer] = error.metadata.get('grpc-status-details-bin');
  if (!(trailer instanceof Uint8Array)) throw new Error('the error carries no details');
  const status = fieldsOf(trailer);
  const details = new Map(
    bytesOf(status, 3)
      .map(fieldsOf)
      .map((any) => [
        textOf(any, 1).replace('type.googleapis.com/google.rpc.', ''),
        fieldsOf(bytesOf(any, 2)[0] ?? new Uint8Array()),
      ]),
  );
  const info = details.get('ErrorInfo') ?? new Map();
  const delay = details.get('RetryInfo');
  return {
    code: status.get(1)?.[0],
    message: textOf(status, 2),
    reason: textOf(info, 1),
    domain: textOf(info, 2),
    info: Object.fromEntries(
      bytesOf(info, 3)
        .map(fieldsOf)
        .map((entry) => [textOf(entry, 1), textOf(entry, 2)]),
    ),
    ...(delay && { retryAfter: millisecondsOf(bytesOf(delay, 1)[0] ?? new Uint8Array()) }),
    violations: bytesOf(details.get('BadRequest') ?? new Map(), 1)
      .map(fieldsOf)
      .map((one) => ({
        field: textOf(one, 1),
        description: textOf(one, 2),
        reason: textOf(one, 3),
      })),
  };
};
