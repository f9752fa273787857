import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The operating-system account that PostgreSQL runs under; PostgreSQL refuses to run as root. */
export interface ServerAccount {
  /** Whom the cluster's files belong to; `undefined` where this process may not give files away. */
  owner?: { uid: number; gid: number };
  /** What the child is spawned with. */
  spawnAs: { uid?: number; gid?: number };
  /** What stands before the program where `spawnAs` alone does not do. */
  prefix: readonly string[];
}

const ACCOUNT = 'postgres';

/**
 * An ordinary user runs PostgreSQL itself. Root runs it as the owner of the cluster where there is
 * one, else as the system's user `postgres`, which is made where it is absent.
 * @param paths what the account has to reach: executables and the cluster's folder
 */
export function serverAccount(clusterDir: string, paths: readonly string[]): ServerAccount {
  if (process.getuid?.() !== 0) return { spawnAs: {}, prefix: [] };
  const owner = ownerOf(clusterDir) ?? idsOf(ACCOUNT) ?? createdAccount();
  const { uid, gid } = owner;
  const closed = paths.map((each) => closedFolder(each, uid, gid)).find((each) => each);
  return closed
    ? { owner, spawnAs: {}, prefix: traversingPrefix(uid, gid, closed) }
    : { owner, spawnAs: owner, prefix: [] };
}

function ownerOf(clusterDir: string): { uid: number; gid: number } | undefined {
  if (!existsSync(clusterDir)) return undefined;
  const { uid, gid } = statSync(clusterDir);
  return uid === 0 ? undefined : { uid, gid };
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createdAccount(): { uid: number; gid: number } {
  try {
    const options = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false'];
    execFileSync('useradd', [...options, ACCOUNT], { stdio: 'pipe' });
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root, and the system user "${ACCOUNT}" could not be made. ` +
        'Run as an ordinary user, or make that user first.',
      { cause },
    );
  }
  const ids = idsOf(ACCOUNT);
  if (!ids) throw new Error(`The system user "${ACCOUNT}" was made but is not found`);
  return ids;
}

/** The first folder on the way to `target` that the account may not enter. */
export function closedFolder(target: string, uid: number, gid: number): string | undefined {
  const folders: string[] = [];
  for (let at = path.dirname(path.resolve(target)); ; at = path.dirname(at)) {
    folders.unshift(at);
    if (at === path.dirname(at)) break;
  }
  return folders.find((folder) => {
    const { mode, uid: owner, gid: group } = statSync(folder);
    if (owner === uid) return (mode & 0o100) === 0;
    return (mode & (group === gid ? 0o010 : 0o001)) === 0;
  });
}

/**
 * A checkout below root's private home (mode 0700) is out of reach for another user. Linux can
 * hand that user the single right to pass such folders, without changing a mode on disk.
 */
function traversingPrefix(uid: number, gid: number, closed: string): string[] {
  const capability = heldCapability();
  try {
    if (!capability) throw new Error('this process may not pass on the right to enter it');
    execFileSync('setpriv', ['--version'], { stdio: 'pipe' });
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root, and user ${uid} may not enter ${closed}. ` +
        'Move the checkout and its data to a folder that every user may enter, ' +
        'or run as an ordinary user.',
      { cause },
    );
  }
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    // initdb asks with access(), which otherwise forgets the rights of a user that is not root.
    '--securebits=+no_setuid_fixup',
    '--',
  ];
}

/** The weaker right first; containers commonly hold only the stronger one. */
function heldCapability(): 'dac_read_search' | 'dac_override' | undefined {
  if (!existsSync('/proc/self/status')) return undefined;
  const held = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  const bits = BigInt(`0x${held ?? '0'}`);
  const has = (number: bigint): boolean => ((bits >> number) & 1n) === 1n;
  // setpcap, without which no securebits can be set.
  if (!has(8n)) return undefined;
  if (has(2n)) return 'dac_read_search';
  return has(1n) ? 'dac_override' : undefined;
}
