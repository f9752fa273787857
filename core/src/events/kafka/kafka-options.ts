export type { KafkaOptions } from '../kafka-options.js';
