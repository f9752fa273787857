import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The password of PostgreSQL's superuser, made at the first call; nobody but its owner may read the
 * file. Letters, digits, - and _ only, so that it fits into a URL as it is.
 *
 * @param {import('./layout.mjs').Layout} layout
 * @returns {string}
 */
export function postgresPassword({ passwordFile }) {
  try {
    return readFileSync(passwordFile, 'utf8').trim();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    const password = randomBytes(24).toString('base64url');
    mkdirSync(dirname(passwordFile), { recursive: true });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    return password;
  }
}
