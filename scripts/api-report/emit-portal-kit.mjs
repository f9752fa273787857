import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The portal kit is published as source; its declarations are made for the report alone. */
export function emitPortalKit() {
  execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      '-p',
      join(ROOT, 'portal/tsconfig.kit-api.json'),
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
}
