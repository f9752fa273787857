import { randomUUID } from 'node:crypto';
import { kafkaOfTests } from '@promenade/core/testing';
import { replayContract } from './testing/replay-contract.js';

replayContract('Kafka', { kafka: kafkaOfTests(`${randomUUID().slice(0, 8)}.`) });
