export * from './avro-codec.js';
export * from './event-codec-errors.js';
export * from './single-object-format.js';
export type * from './wire-format.js';
