/**
 * Names a service that one plugin exports and others may use. The token is a registered symbol,
 * so that two installed copies of a contract package still agree.
 */
export interface ServiceRef<T> {
  readonly id: string;
  readonly token: symbol;
  /** Carries the type only; never set. */
  readonly type?: T;
}

/** @param id `<plugin-id>.<name>`, for example `inbox.message-store`. */
export const serviceRef = <T>(id: `${string}.${string}`): ServiceRef<T> =>
  Object.freeze({ id, token: Symbol.for(`promenade/service/${id}`) });
