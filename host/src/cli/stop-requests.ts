/** Signals that come this close together are one: a terminal sends Ctrl-C to npm and to its child, and npm passes it on. */
const sameRequest = 500;

export interface StopRequests {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/**
 * Turns SIGINT, SIGTERM and SIGHUP into one request to stop.
 * @param onImpatient called when somebody asks again
 */
export const stopRequests = (
  emitter: Pick<NodeJS.Process, 'on' | 'off'>,
  onImpatient: () => void,
  now: () => number = () => performance.now(),
): StopRequests => {
  const stopping = new AbortController();
  let askedAt = 0;
  const ask = (): void => {
    if (!stopping.signal.aborted) {
      askedAt = now();
      stopping.abort(new StopRequested());
    } else if (now() - askedAt > sameRequest) {
      onImpatient();
    }
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) emitter.on(signal, ask);
  return {
    signal: stopping.signal,
    dispose: () => {
      for (const signal of signals) emitter.off(signal, ask);
    },
  };
};

/** The reason of an aborted start. */
export class StopRequested extends Error {
  override readonly name = 'StopRequested';

  constructor() {
    super('the operator asked to stop');
  }
}
