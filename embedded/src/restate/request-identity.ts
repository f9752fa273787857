import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { keptSecret } from '../process/secret-file.js';

export interface RequestIdentity {
  /** PEM file with the Ed25519 key by which Restate signs its requests to services. */
  privateKeyFile: string;
  /** What a service checks those requests by, in the notation of the Restate SDK. */
  publicKey: string;
}

/** Makes the key on first use and keeps it in `dataDir` (mode 0600). */
export async function requestIdentity(dataDir: string): Promise<RequestIdentity> {
  const privateKeyFile = path.join(dataDir, 'request-identity.pem');
  const pem = await keptSecret(privateKeyFile, () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });
  const { x } = createPublicKey(pem).export({ format: 'jwk' });
  if (!x) throw new Error(`${privateKeyFile} holds no Ed25519 key; remove it to have one made`);
  return { privateKeyFile, publicKey: `publickeyv1_${base58(Buffer.from(x, 'base64url'))}` };
}

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Bitcoin's base 58: each leading zero byte is one leading `1`. */
export function base58(bytes: Uint8Array): string {
  let value = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  let digits = '';
  for (; value > 0n; value /= 58n) digits = ALPHABET.charAt(Number(value % 58n)) + digits;
  const firstOther = bytes.findIndex((byte) => byte !== 0);
  const zeros = firstOther === -1 ? bytes.length : firstOther;
  return '1'.repeat(zeros) + digits;
}
