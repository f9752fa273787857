import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (...folder: readonly string[]): Manifest =>
  JSON.parse(readFileSync(join(root, ...folder, 'package.json'), 'utf8')) as Manifest;

const plugins = readdirSync(join(root, 'plugins')).map((id) => manifestIn('plugins', id));
const ours = [
  ...['core', 'embedded', 'host', 'proto', 'portal', 'portal/kit'].map((folder) =>
    manifestIn(folder),
  ),
  ...plugins,
  manifestIn('.'),
];

/** Versions as the framework's own packages have them; of these packages themselves too. */
const versions = new Map(
  ours.flatMap(({ name, version, dependencies, devDependencies }) => [
    [name, version] as const,
    ...Object.entries({ ...dependencies, ...devDependencies }),
  ]),
);
const template = manifestIn('create-plugin', 'template');

test.each(Object.entries({ ...template.dependencies, ...template.devDependencies }))(
  'a new plugin gets the %s of the framework, %s',
  (name, version) => {
    expect(version).toBe(versions.get(name));
  },
);

test('a new plugin can be tried with every shipped plugin', () => {
  const installed = Object.keys(template.devDependencies ?? {});
  expect(installed).toEqual(expect.arrayContaining(plugins.map(({ name }) => name)));
});
