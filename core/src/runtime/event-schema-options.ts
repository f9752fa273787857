import type { EventSchemaOptions } from '../events/registry/index.js';
import type { HostOptions } from './host-options.js';

/** Subjects are named after topics as the broker has them. */
export const eventSchemaOptions = ({
  schemas,
  kafka,
}: Pick<HostOptions, 'schemas' | 'kafka'>): EventSchemaOptions => ({
  ...(schemas && { registry: schemas }),
  ...(kafka?.prefix !== undefined && { prefix: kafka.prefix }),
});
