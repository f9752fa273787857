/**
 * A host of its own for tests that kill one: starts PostgreSQL and Restate, tells about them in
 * one line of JSON, and then waits. Arguments: data folder and four ports.
 */
import path from 'node:path';
import { startPostgres } from '../postgres/start-postgres.js';
import { startRestate } from '../restate/start-restate.js';

const [folder = '', ...ports] = process.argv.slice(2);
const [port = 0, ingress = 0, admin = 0, node = 0] = ports.map(Number);
const onLog = () => undefined;
const [postgres, restate] = await Promise.all([
  startPostgres({ dataDir: path.join(folder, 'postgres'), port, onLog }),
  startRestate({ dataDir: path.join(folder, 'restate'), ports: { ingress, admin, node }, onLog }),
]);
const started = { url: postgres.url, postgres: postgres.pid, restate: restate.pid };
process.stdout.write(`${JSON.stringify(started)}\n`);
setInterval(() => undefined, 60_000);
