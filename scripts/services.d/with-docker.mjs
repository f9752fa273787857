import { composeUp, whyNoDocker } from './docker.mjs';
import { writeRecord } from './process-record.mjs';
import { Unavailable } from './unavailable.mjs';

/**
 * Starts with Docker what could not be had otherwise. Where Docker does not answer either, the
 * reasons that were noted before stand, unless Docker was asked for.
 *
 * @template {import('./services.mjs').Service} S
 * @param {readonly S[]} services
 * @param {import('./layout.mjs').Layout} layout
 * @param {{ asked: boolean, say: (line: string) => void,
 *   found: (service: S, version: string) => void,
 *   failed: (service: S, failure: Unavailable) => void }} options
 */
export async function withDocker(services, layout, { asked, say, found, failed }) {
  const why = await whyNoDocker();
  if (why !== undefined) {
    const cure = 'start a Docker engine that has the compose plugin';
    for (const service of asked ? services : []) failed(service, new Unavailable(why, cure));
    return;
  }
  const names = services.map(({ name }) => name);
  say(`With Docker: ${names.join(', ')}.`);
  const started = await composeUp(layout, names);
  for (const service of services) {
    const record = { by: 'docker' };
    writeRecord(layout.record(service.name), record);
    try {
      found(service, await service.probe(layout, record));
    } catch (error) {
      const reason = started ? `does not answer: ${error.message}` : 'Docker could not start it';
      const cure = `docker compose -f deploy/compose.yaml logs ${service.name}`;
      failed(service, new Unavailable(reason, cure));
    }
  }
}
