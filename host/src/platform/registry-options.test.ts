import { describe, expect, it } from '@jest/globals';
import { configSchema } from '../config/config-schema.js';
import { givenRegistry } from './registry-options.js';

const givenBy = (schemas: object) =>
  givenRegistry(configSchema.parse({ plugins: ['./shop.mjs'], schemas }));

describe('givenRegistry', () => {
  it('tells where the registry is, and nothing of its address that may be secret', () => {
    const url = 'https://registry.test:8081/apis/v7?token=hush';
    expect(givenBy({ registry_url: url }).where).toBe('https://registry.test:8081');
    expect(givenBy({}).where).toBe('no address');
  });
});
