export * from './open-codec.js';
export * from './register-schemas.js';
export * from './registration-errors.js';
export * from './registry-errors.js';
export type * from './registry-options.js';
export type { Registration } from './schema-registration.js';
