import type { z } from 'zod';
import type { RequestContext } from '../context/request-context.js';
import type { PluginScope } from '../plugin/plugin-scope.js';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface StreamRequest<P> {
  readonly params: Parsed<P>;
  readonly context: RequestContext;
  /** Aborted when the stream is over, for whatever reason. */
  readonly signal: AbortSignal;
}

/** One event of a stream; `data` is sent as JSON. */
export interface StreamEvent<D> {
  readonly event: string;
  readonly data: D;
}

/**
 * A stream of server-sent events under `/api/<plugin-id>/v1`: GET with `text/event-stream`, behind the same gate as a route.
 * Since a browser's EventSource sends no headers, the query parameter `merchant` may select the merchant instead of
 * `Promenade-Merchant`. The host sends heartbeats, and ends a stream when its caller's token expires or session ends, when
 * the plugin goes off for the merchant, and when the host stops.
 */
export interface StreamSpec<P extends z.ZodType | undefined, D extends z.ZodType> {
  /** express 5 path, for example `/messages/stream`. */
  readonly path: string;
  readonly permission: string;
  readonly summary: string;
  readonly params?: P;
  /** What each event's data is. */
  readonly data: D;
  /**
   * @returns the events, sent as they come; the next one is asked for when the one before is on its way. Must end when the
   * signal is aborted.
   * @throws an error that is answered as problem+json, before the first event
   */
  open(
    request: StreamRequest<P>,
    scope: PluginScope,
  ): Promise<AsyncIterable<StreamEvent<z.output<D>>>>;
}

export type StreamContribution = StreamSpec<z.ZodType | undefined, z.ZodType>;

/** Declares a stream with the types of its schemas. */
export const stream = <D extends z.ZodType, P extends z.ZodType | undefined = undefined>(
  spec: StreamSpec<P, D>,
): StreamContribution => spec;
