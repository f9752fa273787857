import { createRequire } from 'node:module';

/** What a connection of kafkajs sends through; not part of its published types. */
export interface RequestQueue {
  /** Requests that wait for one in flight, or for the end of a throttling. */
  readonly pending: readonly unknown[];
  /** The timer of the next look at `pending`. */
  readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
  maybeThrottle(milliseconds: number): void;
  push(request: {
    entry: { correlationId: number };
    expectResponse: boolean;
    sendRequest(): void;
  }): void;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
  destroy(): void;
}

interface RequestQueueClass {
  new (options: {
    maxInFlightRequests: number;
    requestTimeout: number;
    enforceRequestTimeout: boolean;
    clientId: string;
    broker: string;
    logger: { debug(message: string): void };
  }): RequestQueue;
  readonly prototype: RequestQueue;
}

export const RequestQueue = createRequire(import.meta.url)(
  'kafkajs/src/network/requestQueue/index.js',
) as RequestQueueClass;
