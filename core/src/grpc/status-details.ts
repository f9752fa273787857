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

/** `retry_delay` is a google.protobuf.Duration: seconds and nanoseconds. @param milliseconds more than 0 */
const retryInfo = (milliseconds: number): Uint8Array => {
  const whole = Math.ceil(milliseconds);
  const duration = message((writer) => {
    writer.tag(1, 0).int64(Math.floor(whole / 1_000));
    writer.tag(2, 0).int32((whole % 1_000) * 1_000_000);
  });
  return message((writer) => field(writer, 1, duration));
};

/**
 * The `google.rpc.Status` for the trailer `grpc-status-details-bin`: an ErrorInfo with the stable code, a BadRequest where
 * fields are at fault, a RetryInfo where it is known when to come back (google/rpc/status.proto, error_details.proto).
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
      if (error.retryAfter !== undefined) {
        field(writer, 3, any('RetryInfo', retryInfo(error.retryAfter)));
      }
    }),
  );
};
