import { type EventSchemaOptions, eventSchemaOptions } from '@promenade/core/host';
import type { Config } from '../config/config-schema.js';
import { kafkaOptions } from './kafka-options.js';
import { registryOptions } from './registry-options.js';

/** How an installation's events are written, for commands that work without a host. */
export const eventSchemasOf = (config: Config): EventSchemaOptions =>
  eventSchemaOptions({ ...kafkaOptions(config), ...registryOptions(config) });
