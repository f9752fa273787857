export { AvroCodec } from '../events/avro/index.js';
export * from './api-client.js';
export * from './call-rpc.js';
export * from './create-test-host.js';
export * from './eventually.js';
export * from './fake-clock.js';
export * from './test-identity.js';
export * from './test-kafka.js';
export * from './test-services.js';
