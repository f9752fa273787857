import { rmSync } from 'node:fs';
import { composeDown } from './docker.mjs';
import { alone } from './lock.mjs';
import { forgetRecord, isRunning, readRecord } from './process-record.mjs';
import { stopProcess } from './stop-process.mjs';

/**
 * Stops services.
 *
 * @param {readonly import('./services.mjs').Service[]} services
 * @param {import('./layout.mjs').Layout} layout
 * @param {{ whole: boolean, purge: boolean, say: (line: string) => void }} options `whole` where
 *   these are all services; `purge` deletes their data and logs, and with `whole` the password too
 * @returns {Promise<boolean>} whether all are stopped
 */
export async function down(services, layout, { whole, purge, say }) {
  return alone(layout.folder, say, async () => {
    const inDocker = services.filter(
      ({ name }) => readRecord(layout.record(name))?.by === 'docker',
    );
    const ends = await Promise.all(
      services
        .filter((service) => !inDocker.includes(service))
        .map(async (service) => `${service.name}: ${await stopService(service, layout)}`),
    );
    for (const end of ends) say(end);
    if (inDocker.length > 0) {
      const names = inDocker.map(({ name }) => name);
      if (!(await composeDown(layout, names, { whole, purge }))) return false;
      for (const name of names) forgetRecord(layout.record(name));
    }
    if (purge) deleteData(services, layout, whole);
    return true;
  });
}

/**
 * @param {import('./services.mjs').Service} service
 * @param {import('./layout.mjs').Layout} layout
 * @returns {Promise<'was down' | 'stopped' | 'killed'>}
 */
export async function stopService({ name, stopSignal }, layout) {
  const record = readRecord(layout.record(name));
  const running = await isRunning(record);
  const end = running ? await stopProcess(record.pid, record.started, stopSignal) : 'was down';
  if (record?.by !== 'docker') forgetRecord(layout.record(name));
  return end;
}

/** What was fetched stays: it is the same for the next start. */
function deleteData(services, layout, whole) {
  const paths = services.flatMap(({ name }) => [layout.data(name), layout.log(name)]);
  for (const path of [...paths, ...(whole ? [layout.passwordFile] : [])]) {
    rmSync(path, { recursive: true, force: true });
  }
}
