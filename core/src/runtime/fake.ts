import type { Container, ServiceIdentifier } from 'inversify';
import type { ServiceRef } from '../plugin/service-ref.js';

/** Puts an instance in the place of a bound service; for tests. */
export interface Fake {
  readonly service: Exclude<ServiceIdentifier, string | symbol> | ServiceRef<unknown>;
  readonly instance: unknown;
}

export const applyFakes = (container: Container, fakes: readonly Fake[]): void => {
  for (const { service, instance } of fakes) {
    const token = (typeof service === 'function' ? service : service.token) as ServiceIdentifier;
    if (container.isCurrentBound(token)) {
      container.unbind(token);
      container.bind(token).toConstantValue(instance);
    }
  }
};
