export * from './avro-codec.js';
export * from './confluent-format.js';
export * from './event-codec-errors.js';
export * from './single-object-format.js';
export type * from './wire-format.js';
export * from './writer-schemas.js';
