import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for one test, with what removes it. */
export function temporaryFolder() {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'embedded-')));
  // As in a checkout: whoever a test starts a service as may enter.
  chmodSync(folder, 0o755);
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
