// Writes all generated files of this package: src/events/gen from events/*.avsc, src/gen and gen/ from the .proto files.
// Run it by `npm run generate`, which puts tsc and buf on the PATH.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a tool of node_modules/.bin; true when it succeeded. On Windows these are scripts, which need a shell. */
const succeeds = (tool, args, stdio) =>
  spawnSync(tool, args, { cwd: root, stdio, shell: process.platform === 'win32' }).status === 0;

const run = (tool, ...args) => {
  if (!succeeds(tool, args, 'inherit')) throw new Error(`${tool} ${args.join(' ')} failed`);
};

// The generator is part of this package. It is compiled even while the files that it is about to write are missing or
// do not fit; the last step shows the errors that remain.
succeeds('tsc', ['-b'], 'ignore');
const { generatedEventFiles } = await import('../dist/codegen/generated-files.js');

const eventFiles = generatedEventFiles(root);
const folder = join(root, 'src/events/gen');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, source] of eventFiles) writeFileSync(join(folder, name), source);

run('buf', 'lint');
run('buf', 'generate');
mkdirSync(join(root, 'gen'), { recursive: true });
run(
  'buf',
  'build',
  '--as-file-descriptor-set',
  '--exclude-source-info',
  '-o',
  'gen/descriptors.binpb',
);
run('tsc', '-b');
