import { describe, expect, test } from '@jest/globals';
import { definePlugin } from '@promenade/core';
import { loadConfig } from '../config/load-config.js';
import { redisOptions } from './redis-options.js';

const load = (environment: Record<string, string>) =>
  loadConfig({
    folder: '/nowhere',
    environment: { PROMENADE_PLUGINS: '@promenade/plugin-platform', ...environment },
  }).config;

const whole = { specs: [], isSubset: false };

describe('the settings of Redis', () => {
  test('are none unless given', () => {
    expect(redisOptions(load({}), whole)).toEqual({ redis: { prefix: '' }, rateLimits: {} });
  });

  test('go to the host', () => {
    const config = load({
      PROMENADE_REDIS_CACHE_URL: 'redis://:pass@cache:6379/1',
      PROMENADE_REDIS_KEYS_URL: 'rediss://keys',
      PROMENADE_REDIS_PREFIX: 'shop:',
      PROMENADE_RATE_LIMITS: 'campaign=200, other=10000',
    });
    expect(redisOptions(config, whole)).toEqual({
      redis: { prefix: 'shop:', cacheUrl: 'redis://:pass@cache:6379/1', keysUrl: 'rediss://keys' },
      rateLimits: { campaign: 200, other: 10_000 },
    });
  });

  test('leave limits of plugins that run elsewhere to those', () => {
    const { spec } = definePlugin({
      id: 'shop',
      version: '1.0.0',
      host: '*',
      enablement: 'always',
      rateLimit: { name: 'shop', perSecond: 10 },
    });
    const config = load({ PROMENADE_RATE_LIMITS: 'campaign=200, shop=20' });
    const { rateLimits } = redisOptions(config, { specs: [spec], isSubset: true });
    expect(rateLimits).toEqual({ shop: 20 });
  });

  test.each([
    ['PROMENADE_REDIS_CACHE_URL', 'http://:hunter2@cache'],
    ['PROMENADE_RATE_LIMITS', 'campaign=0'],
    ['PROMENADE_RATE_LIMITS', 'campaign=10001'],
    ['PROMENADE_RATE_LIMITS', 'campaign'],
  ])('are refused by name: %s=%s', (variable, value) => {
    expect(() => load({ [variable]: value })).toThrow(variable);
    expect(() => load({ [variable]: value })).not.toThrow('hunter2');
  });
});
