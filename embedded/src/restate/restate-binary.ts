import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';

/**
 * The restate-server executable for this platform; started itself rather than through its npm
 * launcher, which would stand between it and its signals.
 * @throws when there is none for this platform, or it was left out of the installation
 */
export function restateBinary(): string {
  const name = `@restatedev/restate-server-${platform()}-${arch()}`;
  const require = createRequire(import.meta.url);
  try {
    const launcher = require.resolve('@restatedev/restate-server/package.json');
    return createRequire(launcher).resolve(`${name}/bin/restate-server`);
  } catch (cause) {
    throw new Error(
      `${name} is not installed. Install with optional dependencies, or, if it does not exist ` +
        'for this platform, give the URL of a Restate cluster of your own.',
      { cause },
    );
  }
}
