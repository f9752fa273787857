import { describe, expect, it } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import type { PluginSpec } from './define-plugin.js';
import { switchableNeeds } from './switchable-needs.js';

const plugin = (
  id: string,
  required: readonly string[] = [],
  enablement: PluginSpec['enablement'] = 'opt-in',
): PluginSpec => samplePlugin(id, { enablement, dependsOn: { required } }).spec;

const specs = [
  plugin('base', [], 'always'),
  plugin('left', ['base']),
  plugin('right', ['base']),
  plugin('top', ['left', 'right']),
  plugin('higher', ['top'], 'always'),
  plugin('lame', ['left', 'gone']),
  plugin('lamer', ['lame']),
];
const installed = new Map(specs.map((spec) => [spec.id, spec]));
const needsOf = (id: string) =>
  switchableNeeds(installed.get(id) ?? plugin(id), installed)?.map((spec) => spec.id);

describe('switchableNeeds', () => {
  it.each([
    ['base', []],
    ['left', ['left']],
    ['top', ['top', 'left', 'right']],
    ['higher', ['top', 'left', 'right']],
    ['stranger', ['stranger']],
  ])('of %s are %j', (id, needs) => {
    expect(needsOf(id)).toEqual(needs);
  });

  it.each(['lame', 'lamer'])('of %s are never met: something is not installed', (id) => {
    expect(needsOf(id)).toBeUndefined();
  });
});
