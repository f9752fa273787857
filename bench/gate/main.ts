/** What the gate's check costs, with many plugins and merchants; the baseline is a look-up in one Map of the same size. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { definePlugin, Gate, type PluginSpec } from '@promenade/core';
import { EnablementMap } from '@promenade/core/host';
import { scriptedDatabase } from '../../core/src/plugin/testing/scripted-database.js';
import { median } from '../median.js';
import { printResult } from '../print-result.js';
import { wholeNumberOf } from '../whole-number.js';

const usage =
  'npm run bench:gate -- [--plugins 100] [--merchants 10000] [--checks 200000] [--rounds 7]';

const { values } = parseArgs({
  options: {
    plugins: { type: 'string', default: '100' },
    merchants: { type: 'string', default: '10000' },
    checks: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '7' },
  },
});
const wholeNumber = (name: keyof typeof values): number => wholeNumberOf(usage)(name, values[name]);
const [pluginCount, merchantCount, checks, rounds] = (
  ['plugins', 'merchants', 'checks', 'rounds'] as const
).map(wholeNumber) as [number, number, number, number];

/** Chains of four: the last of each requires three, one through the other. */
const depth = 4;
const specs: readonly PluginSpec[] = Array.from(
  { length: pluginCount },
  (_none, index) =>
    definePlugin({
      id: `plugin-${index}`,
      version: '1.0.0',
      host: '*',
      enablement: index % 2 === 0 ? 'opt-out' : 'opt-in',
      permissions: {
        [`plugin-${index}.read`]: { summary: 'Read', roles: ['merchant-viewer', 'merchant-admin'] },
      },
      ...(index % depth > 0 && { dependsOn: { required: [`plugin-${index - 1}`] } }),
    }).spec,
);
const merchants = Array.from({ length: merchantCount }, (): string => randomUUID());

const switches = merchants.flatMap((merchant_id) =>
  specs.map(({ id }) => ({ merchant_id, plugin_id: id, enabled: true })),
);
// The script is of the sources, and the types of the build: the same class, twice.
const database = scriptedDatabase((statement) =>
  Promise.resolve(statement.includes('plugin_enablement') ? switches : [{ version: '1' }]),
) as unknown as ConstructorParameters<typeof EnablementMap>[1];
const listener = { listen: () => Promise.resolve() } as unknown as ConstructorParameters<
  typeof EnablementMap
>[2];
const enablement = new EnablementMap(specs, database, listener, (error) => {
  throw error;
});
await enablement.open();
const gate = new Gate(enablement);
const bare = new Map(merchants.map((merchant) => [merchant, true]));

/** Ids as requests bring them: equal in content, and no string that the maps hold. */
const asked = merchants.map((merchant) => Buffer.from(merchant).toString());
const deepest = specs.filter((_spec, index) => index % depth === depth - 1);
const targets = deepest.length > 0 ? deepest : specs;

const nanosecondsPer = (check: (index: number) => void): number => {
  const before = process.threadCpuUsage();
  for (let index = 0; index < checks; index += 1) check(index);
  // The processor's time, not the clock's: another process on the machine does not count.
  const { user, system } = process.threadCpuUsage(before);
  return ((user + system) * 1e3) / checks;
};
const merchantAt = (index: number): string => asked[(index * 7919) % merchantCount] ?? '';
const targetAt = (index: number): PluginSpec => {
  const target = targets[index % targets.length];
  if (!target) throw new Error(usage);
  return target;
};

let found = 0;
const sides = {
  'a bare Map': () =>
    nanosecondsPer((index) => {
      if (bare.get(merchantAt(index))) found += 1;
    }),
  'gate.isOn': () =>
    nanosecondsPer((index) => {
      if (gate.isOn(targetAt(index), merchantAt(index))) found += 1;
    }),
  'gate.admit': () =>
    nanosecondsPer((index) => {
      const target = targetAt(index);
      gate.admit(target, merchantAt(index), ['merchant-admin'], `${target.id}.read`);
      found += 1;
    }),
};
type Side = keyof typeof sides;
const names = Object.keys(sides) as Side[];
const measured: Record<Side, number[]> = { 'a bare Map': [], 'gate.isOn': [], 'gate.admit': [] };
// What was confirmed too long ago lets nobody through, and the poll waits while a loop runs.
const measure = async (name: Side): Promise<number> => {
  await enablement.confirm();
  return sides[name]();
};
for (const name of names) await measure(name);
for (let round = 0; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    measured[name].push(await measure(name));
  }
}
enablement.close();
if (found !== checks * names.length * (rounds + 1)) {
  throw new Error('the gate did not let everyone through');
}

const baseline = median(measured['a bare Map']);
printResult({
  bench: 'gate',
  setting: {
    node: process.version,
    processors: availableParallelism(),
    plugins: pluginCount,
    merchants: merchantCount,
    checks,
    rounds,
    limit: '2000 ns',
  },
  columns: ['nanoseconds of processor a check', 'median', 'least', 'most'],
  rows: names.map((name) => [
    name,
    median(measured[name]).toFixed(0),
    Math.min(...measured[name]).toFixed(0),
    Math.max(...measured[name]).toFixed(0),
  ]),
  ratios: {
    'gate-is-on-over-map': median(measured['gate.isOn']) / baseline,
    'gate-admit-over-map': median(measured['gate.admit']) / baseline,
    'gate-admit-over-limit': median(measured['gate.admit']) / 2_000,
  },
  details: measured,
});
