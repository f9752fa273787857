import { randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import {
  createLogger,
  type DatabaseUrls,
  isPlugin,
  type RunningHost,
  startHost,
} from '@promenade/core/host';
import { freePort } from '@promenade/embedded';

export interface RoundOrder {
  readonly files: readonly string[];
  readonly urls: DatabaseUrls;
  readonly restate: {
    readonly ingressUrl: string;
    readonly adminUrl: string;
    readonly identityKey: string;
  };
}

export interface Round {
  /** From the first import of a plugin to the host's being ready, in seconds. */
  readonly seconds: number;
  /** Of it, in seconds: importing the plugins, and each step that the host tells of. */
  readonly steps: Readonly<Record<string, number>>;
}

/** Starts a host with the plugins of some files, as `promenade start` does, and stops it. */
export const measureRound = async ({ files, urls, restate }: RoundOrder): Promise<Round> => {
  const timersPort = await freePort();
  const startedAt = performance.now();
  const steps: Record<string, number> = {};
  let step = 'importing';
  let stepAt = startedAt;
  const next = (name: string): void => {
    const now = performance.now();
    steps[step] = (now - stepAt) / 1_000;
    step = name;
    stepAt = now;
  };
  const plugins = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    if (!isPlugin(module.default)) throw new Error(`${file} is no plugin`);
    plugins.push(module.default);
  }
  next('checking');
  const host = await startHost({
    plugins,
    database: { urls, poolSize: 10 },
    http: { host: '127.0.0.1', port: 0, publicUrl: 'http://localhost' },
    grpc: { host: '127.0.0.1', port: 0 },
    timers: {
      ingressUrl: restate.ingressUrl,
      adminUrl: restate.adminUrl,
      serviceUrl: `http://127.0.0.1:${timersPort}`,
      namespace: new URL(urls.application).pathname.slice(1),
      identityKeys: [restate.identityKey],
    },
    identity: {
      issuer: 'https://identity.test',
      audience: 'bench',
      clientId: 'portal',
      clientSecret: 'unused',
    },
    sessionKey: randomBytes(32),
    logger: createLogger({ level: 'silent' }),
    onProgress: next,
  });
  next('');
  const seconds = (performance.now() - startedAt) / 1_000;
  const { failed, started } = host;
  await stop(host);
  if (failed.length > 0 || started.length !== files.length) {
    throw new Error(`not every plugin started: ${failed[0]?.reason ?? ''}`);
  }
  return { seconds, steps };
};

const stop = (host: RunningHost): Promise<void> => host.stop(5_000);
