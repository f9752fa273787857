import { describe, expect, test } from '@jest/globals';
import { findChromium } from './chromium.mjs';

const DOWNLOADED = '/cache/chromium/chrome';

/** A machine with nothing on it; `runs` are the paths of programs that run. */
function machine({ runs = [], ...rest } = {}) {
  const done = [];
  const working = new Set(runs);
  return {
    done,
    working,
    chosen: undefined,
    inPath: (name) => (working.has(`/usr/bin/${name}`) ? `/usr/bin/${name}` : undefined),
    version: (path) => (working.has(path) ? 'Chromium 150.0' : undefined),
    playwrightPath: () => DOWNLOADED,
    download: async () => false,
    aptGet: () => 'apt-get needs root or sudo without a password',
    run: async (command) => {
      done.push(command.join(' '));
      return true;
    },
    say: () => {},
    ...rest,
  };
}

describe('findChromium', () => {
  test('takes the one asked for before any other', async () => {
    const found = await findChromium(
      machine({ chosen: '/opt/chrome', runs: ['/opt/chrome', '/usr/bin/chromium'] }),
    );
    expect(found).toEqual({ path: '/opt/chrome', version: 'Chromium 150.0' });
  });

  test('does not replace the one asked for when it does not run', async () => {
    const found = await findChromium(
      machine({ chosen: '/opt/chrome', runs: ['/usr/bin/chromium'] }),
    );
    expect(found).toEqual({ reason: 'PROMENADE_CHROMIUM is /opt/chrome, which does not run' });
  });

  test('prefers what is there to a download', async () => {
    const found = await findChromium(
      machine({
        runs: ['/usr/bin/google-chrome'],
        download: async () => {
          throw new Error('not expected');
        },
      }),
    );
    expect(found).toMatchObject({ path: '/usr/bin/google-chrome' });
  });

  test('passes over a launcher that does not run', async () => {
    const found = await findChromium(
      machine({ inPath: (name) => `/usr/bin/${name}`, runs: [DOWNLOADED] }),
    );
    expect(found).toMatchObject({ path: DOWNLOADED });
  });

  test('downloads one where there is none', async () => {
    const here = machine({
      download: async () => {
        here.working.add(DOWNLOADED);
        return true;
      },
    });
    await expect(findChromium(here)).resolves.toMatchObject({ path: DOWNLOADED });
  });

  test("installs the system's package where the download fails", async () => {
    const here = machine({
      aptGet: () => ['sudo', '-n', 'apt-get'],
      run: async (command) => {
        here.done.push(command.join(' '));
        if (command.includes('install')) here.working.add('/usr/bin/chromium');
        return true;
      },
    });
    await expect(findChromium(here)).resolves.toMatchObject({ path: '/usr/bin/chromium' });
    expect(here.done).toEqual(['sudo -n apt-get update', 'sudo -n apt-get install -y chromium']);
  });

  test('tells every reason when nothing helps', async () => {
    const here = machine({ download: async () => true });
    await expect(findChromium(here)).resolves.toEqual({
      reason:
        "none is installed; Playwright's download does not run here (system libraries are missing); " +
        'apt-get needs root or sudo without a password',
    });
  });
});
