import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { samplePlugin } from '../testing/sample-plugin.js';
import type { PluginSpec } from './define-plugin.js';
import { dependenciesOf, dependencyOrder } from './dependency-order.js';

type DependsOn = PluginSpec['dependsOn'];

const spec = (id: string, dependsOn: DependsOn = {}): PluginSpec =>
  samplePlugin(id, { dependsOn }).spec;

const idsOf = (specs: readonly PluginSpec[]): string[] => specs.map(({ id }) => id);

/** Up to twelve plugins in any order of listing; each depends on plugins of a lower number only. */
const acyclic = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_none, number) =>
        fc.record({
          required: fc.subarray(Array.from({ length: number }, (_, lower) => `p${lower}`)),
          optional: fc.subarray([
            ...Array.from({ length: number }, (_, lower) => `p${lower}`),
            'not-installed',
          ]),
        }),
      ),
    ),
  )
  .map((all) => all.map((dependsOn, number) => spec(`p${number}`, dependsOn)))
  .chain((specs) => fc.shuffledSubarray(specs, { minLength: specs.length }));

describe('dependencyOrder', () => {
  it('puts every dependency of any acyclic graph first, and loses nobody', () => {
    fc.assert(
      fc.property(acyclic, (specs) => {
        const { order, faults } = dependencyOrder(specs);
        expect(faults).toEqual([]);
        expect(idsOf(order).sort()).toEqual(idsOf(specs).sort());
        const installed = new Set(idsOf(specs));
        const place = new Map(order.map(({ id }, index) => [id, index]));
        for (const one of specs) {
          for (const id of dependenciesOf(one, installed)) {
            expect(place.get(id)).toBeLessThan(place.get(one.id) ?? -1);
          }
        }
      }),
    );
  });

  it('reports a cycle wherever one is closed, naming a plugin that is part of it', () => {
    const closed = acyclic.chain((specs) =>
      fc.record({
        specs: fc.constant(specs),
        length: fc.integer({ min: 1, max: 5 }),
        kind: fc.constantFrom('required', 'optional'),
      }),
    );
    fc.assert(
      fc.property(closed, ({ specs, length, kind }) => {
        const ring = Array.from({ length }, (_none, index) =>
          spec(`ring${index}`, { [kind]: [`ring${(index + 1) % length}`] }),
        );
        const { faults } = dependencyOrder([...specs, ...ring]);
        expect(faults).toHaveLength(1);
        expect(faults[0]?.plugin).toMatch(/^ring\d$/);
        for (const { id } of ring) expect(faults[0]?.cause).toContain(id);
      }),
    );
  });

  it('shows the way round a cycle', () => {
    const { faults } = dependencyOrder([
      spec('entry', { required: ['a'] }),
      spec('a', { required: ['b'] }),
      spec('b', { optional: ['a'] }),
    ]);
    expect(faults).toEqual([
      {
        plugin: 'a',
        cause: 'its dependencies form a cycle: a → b → a',
        cure: expect.stringContaining('remove one of these dependencies'),
      },
    ]);
  });

  it('keeps the given order among plugins that do not depend on each other', () => {
    const { order } = dependencyOrder([spec('c'), spec('a'), spec('b', { required: ['a'] })]);
    expect(idsOf(order)).toEqual(['c', 'a', 'b']);
  });

  it('waits for an optional dependency that is installed, and not for one that is not', () => {
    const { order, faults } = dependencyOrder([spec('b', { optional: ['a', 'gone'] }), spec('a')]);
    expect(idsOf(order)).toEqual(['a', 'b']);
    expect(faults).toEqual([]);
  });
});
