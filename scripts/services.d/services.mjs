import { kafka } from './kafka.mjs';
import { postgres } from './postgres.mjs';
import { redisCache, redisKeys } from './redis.mjs';
import { registry } from './registry.mjs';

/** @type {readonly import('./service.mjs').Service[]} */
export const SERVICES = [postgres, redisCache, redisKeys, kafka, registry];
