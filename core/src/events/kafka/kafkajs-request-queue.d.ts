/** What a connection of kafkajs sends through; not part of its published types. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    constructor(options: {
      maxInFlightRequests: number;
      requestTimeout: number;
      enforceRequestTimeout: boolean;
      clientId: string;
      broker: string;
      logger: { debug(message: string): void };
    });
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
}
