const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * What finding a Chromium needs of the machine; see `thisMachine` for the real one.
 *
 * @typedef {object} Machine
 * @property {string | undefined} chosen the path that the user asks for
 * @property {(name: string) => string | undefined} inPath
 * @property {(path: string) => string | undefined} version undefined where the program does not run
 * @property {() => string | undefined} playwrightPath where Playwright keeps its download
 * @property {() => Promise<boolean>} download by Playwright; whether it succeeded
 * @property {() => readonly string[] | string} aptGet the command, or the reason why there is none
 * @property {(command: readonly string[]) => Promise<boolean>} run whether it succeeded
 * @property {(line: string) => void} say
 */

/**
 * A Chromium that runs: the one asked for, else one that is there, else Playwright's download,
 * else the system's package.
 *
 * @param {Machine} machine
 * @returns {Promise<{ path: string, version: string } | { reason: string }>}
 */
export async function findChromium(machine) {
  if (machine.chosen !== undefined) {
    const version = machine.version(machine.chosen);
    return version === undefined
      ? { reason: `PROMENADE_CHROMIUM is ${machine.chosen}, which does not run` }
      : { path: machine.chosen, version };
  }
  const failures = [];
  for (const attempt of [presentChromium, downloadedChromium, packagedChromium]) {
    const result = await attempt(machine);
    if (typeof result !== 'string') return result;
    failures.push(result);
  }
  return { reason: failures.join('; ') };
}

function presentChromium(machine) {
  const paths = [...NAMES.map((name) => machine.inPath(name)), machine.playwrightPath()];
  return firstThatRuns(machine, paths) ?? 'none is installed';
}

async function downloadedChromium(machine) {
  machine.say('No Chromium found: downloading one with Playwright (playwright install chromium).');
  if (!(await machine.download())) return "Playwright's download failed";
  return (
    firstThatRuns(machine, [machine.playwrightPath()]) ??
    "Playwright's download does not run here (system libraries are missing)"
  );
}

async function packagedChromium(machine) {
  const aptGet = machine.aptGet();
  if (typeof aptGet === 'string') return aptGet;
  machine.say(`Installing the system's package (${aptGet.join(' ')} install -y chromium).`);
  const installed =
    (await machine.run([...aptGet, 'update'])) &&
    (await machine.run([...aptGet, 'install', '-y', 'chromium']));
  if (!installed) return 'apt-get could not install chromium';
  const paths = NAMES.map((name) => machine.inPath(name));
  return firstThatRuns(machine, paths) ?? "the system's chromium package does not run";
}

function firstThatRuns(machine, paths) {
  for (const path of paths) {
    const version = path === undefined ? undefined : machine.version(path);
    if (version !== undefined) return { path, version };
  }
  return undefined;
}
