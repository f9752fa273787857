import { status as grpcStatus } from '@grpc/grpc-js';
import type { ErrorKind } from './promenade-error.js';

/** The one place where an error's meaning becomes a status. */
export const errorStatus: Readonly<Record<ErrorKind, { http: number; grpc: grpcStatus }>> = {
  invalid: { http: 400, grpc: grpcStatus.INVALID_ARGUMENT },
  unauthenticated: { http: 401, grpc: grpcStatus.UNAUTHENTICATED },
  forbidden: { http: 403, grpc: grpcStatus.PERMISSION_DENIED },
  'not-found': { http: 404, grpc: grpcStatus.NOT_FOUND },
  conflict: { http: 409, grpc: grpcStatus.ALREADY_EXISTS },
  'precondition-failed': { http: 412, grpc: grpcStatus.FAILED_PRECONDITION },
  'precondition-required': { http: 428, grpc: grpcStatus.FAILED_PRECONDITION },
  'too-large': { http: 413, grpc: grpcStatus.RESOURCE_EXHAUSTED },
  unsupported: { http: 415, grpc: grpcStatus.INVALID_ARGUMENT },
  'method-not-allowed': { http: 405, grpc: grpcStatus.UNIMPLEMENTED },
  'rate-limited': { http: 429, grpc: grpcStatus.RESOURCE_EXHAUSTED },
  unavailable: { http: 503, grpc: grpcStatus.UNAVAILABLE },
  internal: { http: 500, grpc: grpcStatus.INTERNAL },
};
