import { readFileSync } from 'node:fs';
import { firstLine, inPath, isExecutable, runVisibly } from './commands.mjs';

/**
 * The machine that the tests run on, as `findChromium` asks for it.
 *
 * @returns {Promise<import('./chromium.mjs').Machine>}
 */
export async function thisMachine() {
  const { chromium } = await import('playwright');
  return {
    chosen: process.env.PROMENADE_CHROMIUM || undefined,
    inPath,
    version: (path) => (isExecutable(path) ? firstLine([path, '--version']) : undefined),
    playwrightPath: () => chromium.executablePath(),
    download: () => succeeds(['playwright', 'install', '--no-shell', '--no-remove', 'chromium']),
    aptGet,
    run: succeeds,
    say: (line) => console.log(line),
  };
}

async function succeeds(command) {
  const { code } = await runVisibly(command, { DEBIAN_FRONTEND: 'noninteractive' });
  return code === 0;
}

function aptGet() {
  if (inPath('apt-get') === undefined || !isDebianOrUbuntu()) {
    return "the system's package can be installed by this command on Debian and Ubuntu only";
  }
  if (process.getuid?.() === 0) return ['apt-get'];
  return firstLine(['sudo', '-n', 'sh', '-c', 'echo allowed']) === 'allowed'
    ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
    : 'apt-get needs root or sudo without a password';
}

function isDebianOrUbuntu() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
