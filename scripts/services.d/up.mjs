import { writeFileSync } from 'node:fs';
import { stopService } from './down.mjs';
import { launch } from './launch.mjs';
import { alone } from './lock.mjs';
import { renderReport } from './report.mjs';
import { statusOf } from './status.mjs';
import { Unavailable } from './unavailable.mjs';
import { withDocker } from './with-docker.mjs';
import { withPackages } from './with-packages.mjs';

/**
 * What came of a service; `seconds` from the beginning of the command until it answered.
 *
 * @typedef {{ version: string, seconds: number, was?: 'up' } | Unavailable} Result
 */

/**
 * Starts what is not up, all at once, and waits until each answers.
 *
 * @param {readonly import('./services.mjs').Service[]} services
 * @param {import('./layout.mjs').Layout} layout
 * @param {{ docker: boolean, report?: string, say: (line: string) => void }} options `docker`: not by the
 *   system's way; `report`: the file that takes what came of each, as `renderReport` shows it
 * @returns {Promise<boolean>} whether all are up
 */
export async function up(services, layout, options) {
  const begin = performance.now();
  /** @type {Map<string, Result>} */
  const results = new Map();
  const isUp = ({ name }) => results.has(name) && !(results.get(name) instanceof Unavailable);
  const found = (service, version) =>
    results.set(service.name, { version, seconds: (performance.now() - begin) / 1000 });
  const failed = (service, failure) => results.set(service.name, failure);
  const look = () =>
    Promise.all(
      services.map(async (service) => ({ service, status: await statusOf(service, layout) })),
    );
  const note = (looked) => {
    for (const { service, status } of looked) {
      const { state, version, address } = status;
      if (state === 'up') results.set(service.name, { version, seconds: 0, was: 'up' });
      if (state === 'port taken') failed(service, portTaken(address));
    }
  };

  note(await look());
  if (!services.every(isUp)) {
    await alone(layout.folder, options.say, async () => {
      results.clear();
      const looked = await look();
      note(looked);
      const startable = looked.filter(({ service }) => !results.has(service.name));
      await start(startable, layout, options, { found, failed, isUp });
    });
  }
  const outcomes = services.map((each) => outcome(each, layout, results));
  for (const line of renderReport(outcomes)) options.say(line);
  if (options.report) writeFileSync(options.report, JSON.stringify(outcomes));
  return services.every(isUp);
}

async function start(looked, layout, { docker, say }, { found, failed, isUp }) {
  for (const { service, status } of looked) {
    if (status.state === 'not answering') await stopService(service, layout);
  }
  const services = looked.map(({ service }) => service);
  const bySystem = docker ? [] : await withPackages(services, layout, say, failed);
  await Promise.all(
    bySystem.map(async (service) => {
      try {
        found(service, await launch(service, layout, await service.prepare(layout, say)));
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        failed(service, error);
      }
    }),
  );
  const left = services.filter((service) => !isUp(service));
  if (left.length > 0) await withDocker(left, layout, { asked: docker, say, found, failed });
}

function outcome(service, layout, results) {
  const { name } = service;
  const result = results.get(name);
  const address = layout.address(name);
  return result instanceof Unavailable
    ? { name, address, reason: result.message, cure: result.cure }
    : { name, address, ...result };
}

function portTaken(address) {
  return new Unavailable(
    `something else listens on ${address}`,
    'stop it, or set PROMENADE_SERVICES_PORT_OFFSET, to 1000 say: it is added to all ports',
  );
}
