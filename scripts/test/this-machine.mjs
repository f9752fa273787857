import { aptGet } from '../services.d/system-packages.mjs';
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
