import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { keptSecret } from '../process/secret-file.js';

/** The key that signs the provider's cookies, made on first use, kept in `dataDir` (mode 0600). */
export async function cookieKeys(dataDir: string): Promise<string[]> {
  const file = path.join(dataDir, 'cookie-key');
  return [(await keptSecret(file, () => randomBytes(32).toString('base64url'))).trim()];
}
