import { installPackages } from './system-packages.mjs';
import { Unavailable } from './unavailable.mjs';

/**
 * The services whose programs are there, after the system's packages that are missing were
 * installed, all in one go.
 *
 * @template {import('./services.mjs').Service} S
 * @param {readonly S[]} services
 * @param {import('./layout.mjs').Layout} layout
 * @param {(line: string) => void} say
 * @param {(service: S, failure: Unavailable) => void} failed called for each of the others
 * @returns {Promise<S[]>}
 */
export async function withPackages(services, layout, say, failed) {
  const needs = [];
  for (const service of services) {
    try {
      needs.push({ service, missing: await service.missingPackages(layout) });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      failed(service, error);
    }
  }
  const groups = new Map(needs.flatMap(({ missing }) => missing).map((group) => [group[0], group]));
  const why = groups.size === 0 ? undefined : await installPackages([...groups.values()], say);
  const isReady = ({ missing }) => why === undefined || missing.length === 0;
  for (const { service, missing } of needs.filter((need) => !isReady(need))) {
    const names = missing.map(([first]) => first).join(', ');
    failed(
      service,
      new Unavailable(`${names} is not installed; ${why}`, `${service.cure}, or start Docker`),
    );
  }
  return needs.filter(isReady).map(({ service }) => service);
}
