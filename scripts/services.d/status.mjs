import { isRunning, readRecord } from './process-record.mjs';
import { isListening } from './tcp-exchange.mjs';

/**
 * `port taken`: something listens there that this command did not start.
 *
 * @typedef {object} Status
 * @property {string} name
 * @property {'up' | 'down' | 'not answering' | 'port taken'} state
 * @property {string} address host and port
 * @property {string} url for clients; without a password
 * @property {string} [version]
 * @property {'system' | 'docker'} [by] what runs it
 * @property {number} [pid]
 * @property {string} [passwordFile]
 */

/**
 * @param {import('./services.mjs').Service} service
 * @param {import('./layout.mjs').Layout} layout
 * @returns {Promise<Status>}
 */
export async function statusOf(service, layout) {
  const { name } = service;
  const port = layout.port(name);
  const status = { name, state: 'down', address: layout.address(name), url: service.url(layout) };
  if (name === 'postgres') status.passwordFile = layout.passwordFile;

  const record = readRecord(layout.record(name));
  const ours = record?.by === 'docker' || (await isRunning(record));
  if (!ours) return { ...status, state: (await isListening(port)) ? 'port taken' : 'down' };
  Object.assign(status, { by: record.by, pid: record.pid });
  try {
    return { ...status, state: 'up', version: await service.probe(layout, record) };
  } catch {
    // A container may have been stopped by other hands; a process of ours is there.
    const gone = record.by === 'docker' && !(await isListening(port));
    return { ...status, state: gone ? 'down' : 'not answering' };
  }
}

/**
 * @param {readonly Status[]} statuses
 * @returns {string[]} lines
 */
export function renderTable(statuses) {
  const rows = statuses.map(({ name, state, version = '', address, by = '', pid }) => [
    name,
    state,
    version,
    address,
    pid === undefined ? by : `process ${pid}`,
  ]);
  const table = [['SERVICE', 'STATE', 'VERSION', 'ADDRESS', 'RUN BY'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/**
 * What tests read: the services by their names.
 *
 * @param {readonly Status[]} statuses
 * @returns {string} JSON
 */
export function renderJson(statuses) {
  const services = Object.fromEntries(statuses.map(({ name, ...status }) => [name, status]));
  return JSON.stringify({ up: areUp(statuses), services }, null, 2);
}

/** @param {readonly Status[]} statuses */
export function areUp(statuses) {
  return statuses.every(({ state }) => state === 'up');
}
