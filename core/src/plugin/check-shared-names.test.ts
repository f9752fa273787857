import { describe, expect, test } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkCollisions } from './check-collisions.js';
import { checkSharedNames } from './check-shared-names.js';
import type { PluginSpec } from './define-plugin.js';

const faultsOf = (spec: Partial<PluginSpec>): string[] =>
  checkSharedNames(samplePlugin('news', spec).spec).map(({ cause }) => cause);

describe('the names that a plugin shares with others', () => {
  test.each<Partial<PluginSpec>>([
    {},
    { rateLimit: { name: 'campaign', perSecond: 1 } },
    { rateLimit: { name: 'news-read', perSecond: 10_000 }, cacheNamespace: '' },
    { cacheNamespace: 'drafts' },
  ])('may be %j', (spec) => {
    expect(faultsOf(spec)).toEqual([]);
  });

  test.each<[Partial<PluginSpec>, string]>([
    [{ rateLimit: { name: 'a:b', perSecond: 1 } }, "its rate limit 'a:b' is not kebab-case"],
    [{ rateLimit: { name: 'a', perSecond: 0 } }, "its rate limit 'a' is 0 requests a second"],
    [{ rateLimit: { name: 'a', perSecond: 1.5 } }, "its rate limit 'a' is 1.5 requests a second"],
    [
      { rateLimit: { name: 'a', perSecond: 10_001 } },
      "its rate limit 'a' is 10001 requests a second",
    ],
    [{ cacheNamespace: 'a:b' }, "its cache namespace 'a:b' is not kebab-case"],
  ])('may not be %j', (spec, cause) => {
    expect(faultsOf(spec)).toEqual([cause]);
  });

  test('are those of one plugin', () => {
    const spec = { rateLimit: { name: 'campaign', perSecond: 1 }, cacheNamespace: '' };
    const collisions = (...specs: Partial<PluginSpec>[]): string[] =>
      checkCollisions(specs.map((one, index) => samplePlugin(`p${index}`, one).spec)).map(
        ({ cause }) => cause,
      );
    expect(collisions(spec, spec)).toEqual([
      "its rate limit 'campaign' is that of 'p0' too",
      "its cache namespace '' is that of 'p0' too",
    ]);
    expect(collisions({}, { cacheNamespace: 'p0' })).toEqual([
      "its cache namespace 'p0' is that of 'p0' too",
    ]);
    expect(collisions(spec, {}, {})).toEqual([]);
  });
});
