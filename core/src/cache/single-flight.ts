/** Calls that ask for the same at the same time share one answer. */
export class SingleFlight {
  private readonly flights = new Map<string, Promise<unknown>>();

  /** @throws what the load rejects with, for all who share it */
  share<T>(key: string, load: () => Promise<T>): Promise<T> {
    const flight = this.flights.get(key);
    // A key belongs to one kind of load, so that its answer is of that kind.
    if (flight) return flight as Promise<T>;
    const started = load().finally(() => this.flights.delete(key));
    this.flights.set(key, started);
    return started;
  }
}
