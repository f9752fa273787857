import { BinaryWriter } from '@bufbuild/protobuf/wire';
import type { status } from '@grpc/grpc-js';
import type { PromenadeError } from '../errors/promenade-error.js';
import type { Problem } from '../http/problem-json.js';

const message = (write: (writer: BinaryWriter) => void): Uint8Array => {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
};

const field = (writer: BinaryWriter, number: number, value: string | Uint8Array): void => {
  writer.tag(number, 2);
  if (typeof value === 'string') writer.string(value);
  else writer.bytes(value);
};

const any = (type: string, value: Uint8Array): Uint8Array =>
  message((writer) => {
    field(writer, 1, `type.googleapis.com/google.rpc.${type}`);
    field(writer, 2, value);
  });

/**
 * The `google.rpc.Status` for the trailer `grpc-status-details-bin`: an ErrorInfo with the stable code, and a
 * BadRequest where fields are at fault (google/rpc/status.proto, google/rpc/error_details.proto).
 */
export const statusDetails = (
  code: status,
  text: string,
  error: PromenadeError,
  problem: Problem,
): Buffer => {
  const info = message((writer) => {
    field(writer, 1, error.code);
    field(writer, 2, `${error.namespace}.promenade`);
    field(
      writer,
      3,
      message((entry) => {
        field(entry, 1, 'correlation_id');
        field(entry, 2, problem.correlation_id);
      }),
    );
  });
  const violations = (problem.errors ?? []).map((fault) =>
    message((writer) => {
      field(writer, 1, fault.path);
      field(writer, 2, fault.message);
      field(writer, 3, fault.code);
    }),
  );
  const badRequest = message((writer) => {
    for (const violation of violations) field(writer, 1, violation);
  });
  return Buffer.from(
    message((writer) => {
      writer.tag(1, 0).int32(code);
      field(writer, 2, text);
      field(writer, 3, any('ErrorInfo', info));
      if (violations.length > 0) field(writer, 3, any('BadRequest', badRequest));
    }),
  );
};
