import { realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lockDataDir } from '../process/data-dir-lock.js';
import type { OnLog } from '../process/log-line.js';
import { stopOrphan } from '../process/orphan.js';
import { assertPortsFree } from '../process/ports.js';
import {
  type ServiceExit,
  type ServiceProcess,
  startServiceProcess,
} from '../process/service-process.js';
import { requestIdentity } from './request-identity.js';
import { restateBinary } from './restate-binary.js';
import { type RestatePorts, restateEnvironment } from './restate-environment.js';
import { parseRestateLine } from './restate-log.js';

export interface RestateOptions {
  /** Folder for Restate's store, its signing key and the run's records; made where absent. */
  dataDir: string;
  /** TCP ports on 127.0.0.1, 1–65535, all different. */
  ports: RestatePorts;
  onLog: OnLog;
  /** Environment settings, e.g. `{ RESTATE_LOG_FILTER: 'warn' }`, over those of the README. */
  settings?: Readonly<Record<string, string>>;
  /** Prefix of the settings that `PortTakenError` tells to change. Default `restate.ports`. */
  portSetting?: string;
  /** Called when the server ends without `stop` having been called. */
  onUnexpectedExit?: (exit: ServiceExit) => void;
  /** Time that the start may take, in milliseconds. Default 60 000. */
  startTimeoutMs?: number;
}

export interface EmbeddedRestate {
  ingressUrl: string;
  adminUrl: string;
  /** What a service checks Restate's signed requests by (`identityKeys` of the SDK). */
  identityKey: string;
  pid: number;
  version: string;
  /** Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts one restate-server on a folder, first stopping what a killed host left running there.
 * @throws DataDirInUseError while another live process runs it
 * @throws PortTakenError before anything is started
 */
export async function startRestate(options: RestateOptions): Promise<EmbeddedRestate> {
  const lock = lockDataDir(options.dataDir);
  try {
    const { ports, portSetting = 'restate.ports', startTimeoutMs = 60_000 } = options;
    const dataDir = realpathSync(options.dataDir);
    await stopOrphan(dataDir);
    await assertPortsFree([
      { port: ports.ingress, service: 'Restate ingress', setting: `${portSetting}.ingress` },
      { port: ports.admin, service: 'Restate admin', setting: `${portSetting}.admin` },
      { port: ports.node, service: 'Restate node', setting: `${portSetting}.node` },
    ]);
    const identity = await requestIdentity(dataDir);
    const ingressUrl = `http://127.0.0.1:${ports.ingress}`;
    const adminUrl = `http://127.0.0.1:${ports.admin}`;
    const server = await launched(dataDir, identity.privateKeyFile, options);
    void server.exited.then(() => lock.release());
    const version = await ready(server, { ingressUrl, adminUrl }, startTimeoutMs);
    void server.exited.then((exit) => {
      if (!exit.expected) options.onUnexpectedExit?.(exit);
    });
    return {
      ingressUrl,
      adminUrl,
      identityKey: identity.publicKey,
      pid: server.pid,
      version,
      stop: () => server.stop(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function launched(
  dataDir: string,
  privateKeyFile: string,
  { ports, onLog, settings }: RestateOptions,
): Promise<ServiceProcess> {
  const executable = restateBinary();
  const store = path.join(dataDir, 'store');
  // Without a fixed name the node is named for the machine, and loses its data when renamed.
  const args = ['--no-logo', '--base-dir', store, '--node-name', 'embedded'];
  return startServiceProcess(
    dataDir,
    {
      argv: [executable, ...args],
      executable,
      cwd: dataDir,
      env: restateEnvironment(ports, privateKeyFile, settings),
      stopSignal: 'SIGTERM',
    },
    (line) => {
      const { level, message } = parseRestateLine(line);
      onLog(message, level);
    },
  );
}

/** Waits for admin and ingress. @returns the server's version */
async function ready(
  server: ServiceProcess,
  urls: { ingressUrl: string; adminUrl: string },
  timeoutMs: number,
): Promise<string> {
  let ended: ServiceExit | undefined;
  void server.exited.then((exit) => (ended = exit));
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (ended) throw new Error(`Restate ended while starting:\n${ended.lastLines.join('\n')}`);
    const [admin, ingress] = await Promise.all([
      get(`${urls.adminUrl}/version`),
      get(`${urls.ingressUrl}/restate/health`),
    ]);
    if (admin !== undefined && ingress !== undefined) {
      const version: unknown = JSON.parse(admin);
      if (hasVersion(version)) return version.version;
    }
    await delay(30);
  }
  await server.stop();
  throw new Error(`Restate did not answer within ${timeoutMs} ms`);
}

/** The body is read here too: a busy process may come to it after the deadline, and asks again. */
async function get(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const body = await response.text();
    return response.ok ? body : undefined;
  } catch {
    return undefined;
  }
}

function hasVersion(value: unknown): value is { version: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'string'
  );
}
