// Records the contracts as released: copies the .proto files, and each event schema that differs from its last release
// under the next number. From then on `npm test` refuses changes that are incompatible with them.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const json = (file) => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));

const rpc = join(root, 'released/rpc/campaign');
rmSync(rpc, { recursive: true, force: true });
cpSync(join(root, 'campaign'), rpc, { recursive: true });

for (const file of readdirSync(join(root, 'events')).filter((name) => name.endsWith('.avsc'))) {
  const current = join(root, 'events', file);
  const folder = join(root, 'released/events', file.slice(0, -'.avsc'.length));
  mkdirSync(folder, { recursive: true });
  const last = Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10)));
  if (last > 0 && json(join(folder, `${last}.avsc`)) === json(current)) continue;
  cpSync(current, join(folder, `${last + 1}.avsc`));
  console.log(`${file}: released as ${last + 1}`);
}
