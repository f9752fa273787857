import { randomUUID } from 'node:crypto';
import { kafkaOfTests } from '@promenade/core/testing';
import { replayContract } from './testing/replay-contract.js';

for (const client of ['kafkajs', 'platformatic'] as const) {
  const kafka = { ...kafkaOfTests(`${randomUUID().slice(0, 8)}.`), client };
  replayContract(`Kafka by ${client}`, { kafka });
}
