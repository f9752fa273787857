export type * from './avro-schema.js';
export * from './compile-schema.js';
export * from './event-contract.js';
export * from './gen/index.js';
