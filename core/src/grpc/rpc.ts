import type { ServiceDefinition } from '@grpc/grpc-js';
import type { z } from 'zod';
import type { RequestContext } from '../context/request-context.js';
import type { PluginScope } from '../plugin/plugin-scope.js';

export interface RpcCall<Request> {
  readonly request: Request;
  readonly context: RequestContext;
  /** Aborted when the caller cancels or its deadline passes. */
  readonly signal: AbortSignal;
}

/** One unary method of a contributed service. */
export interface RpcMethod<Request, Response> {
  readonly permission: string;
  /** What a valid request looks like beyond its types; faults are answered as INVALID_ARGUMENT with the fields. */
  readonly request?: z.ZodType;
  handle(call: RpcCall<Request>, scope: PluginScope): Promise<Response>;
}

export interface RpcContribution {
  readonly service: ServiceDefinition;
  readonly methods: Readonly<Record<string, RpcMethod<unknown, unknown>>>;
}

type MethodsOf<S> = {
  readonly [K in keyof S]: S[K] extends {
    requestSerialize: (value: infer Request) => Buffer;
    responseSerialize: (value: infer Response) => Buffer;
  }
    ? RpcMethod<Request, Response>
    : never;
};

/** Declares a gRPC service: every method of the definition needs a handler and a permission. */
export const rpc = <S extends ServiceDefinition>(
  service: S,
  methods: MethodsOf<S>,
): RpcContribution => ({ service, methods });
