import type { z } from 'zod';
import type { RequestContext } from '../context/request-context.js';
import type { PluginScope } from '../plugin/plugin-scope.js';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface RouteRequest<P, Q, B> {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** The version in If-Match; a number wherever the route says `ifMatch: true`. */
  readonly expectedVersion: number;
  readonly context: RequestContext;
}

export interface RouteReply<R> {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  readonly body?: R;
  /** Sent as ETag. */
  readonly version?: (body: Parsed<R>) => number;
  /** Sent as Location, relative to the plugin's API path. */
  readonly location?: (body: Parsed<R>) => string;
}

/** One HTTP operation under `/api/<plugin-id>/v1`. The declaration gives handler types, validation and OpenAPI. */
export interface RouteSpec<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType | undefined,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** express 5 path, for example `/events/:event_id`. */
  readonly path: string;
  readonly permission: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  /** Schema of a JSON body; a strict object refuses fields that it does not name. */
  readonly body?: B;
  /** Largest body, in units of 1,024 bytes; 256 unless given. */
  readonly maxBodyKb?: number;
  /** Requires If-Match with the resource's version. */
  readonly ifMatch?: boolean;
  /** A caller with several merchants who names none gets the first of them instead of a refusal. */
  readonly orFirstMerchant?: boolean;
  readonly reply: RouteReply<R>;
  handle(request: RouteRequest<P, Q, B>, scope: PluginScope): Promise<Parsed<R>>;
}

export type RouteContribution = RouteSpec<
  z.ZodType | undefined,
  z.ZodType | undefined,
  z.ZodType | undefined,
  z.ZodType | undefined
>;

/** Declares a route with the types of its schemas. */
export const route = <
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(
  spec: RouteSpec<P, Q, B, R>,
): RouteContribution => spec;
