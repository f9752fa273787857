import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLine, inPath } from '../test/commands.mjs';
import { HOST } from './layout.mjs';
import { tcpExchange } from './tcp-exchange.mjs';
import { Unavailable } from './unavailable.mjs';
import { OLDEST_REDIS } from './versions.mjs';

/** A cache may drop what expires, and is empty after a restart. */
export const redisCache = redis('redis-cache', {
  maxmemory: '128mb',
  'maxmemory-policy': 'volatile-lru',
  save: '""',
  appendonly: 'no',
});

/** Keys of what was processed: none may be dropped, so a full server refuses to write. */
export const redisKeys = redis('redis-keys', {
  maxmemory: '128mb',
  'maxmemory-policy': 'noeviction',
  save: '""',
  appendonly: 'yes',
  appendfsync: 'everysec',
});

/** @returns {import('./services.mjs').Service & { settings: Record<string, string> }} */
function redis(name, settings) {
  return {
    name,
    settings,
    cure: 'install Redis 6 or later (apt-get install redis-server, brew install redis)',
    stopSignal: 'SIGTERM',
    url: (layout) => `redis://${layout.address(name)}`,
    missingPackages: async () => (inPath('redis-server') === undefined ? [['redis-server']] : []),
    prepare: async (layout) => {
      checkVersion();
      const folder = layout.data(name);
      mkdirSync(folder, { recursive: true });
      const file = join(folder, 'redis.conf');
      writeFileSync(file, renderRedisConfig(layout, name, settings));
      return { command: [inPath('redis-server'), file], cwd: folder };
    },
    probe: (layout) => redisVersion(layout.port(name)),
  };
}

/**
 * @param {import('./layout.mjs').Layout} layout
 * @param {string} name
 * @param {Record<string, string>} settings
 * @returns {string}
 */
export function renderRedisConfig(layout, name, settings) {
  const all = {
    bind: HOST,
    port: layout.port(name),
    dir: JSON.stringify(layout.data(name)),
    daemonize: 'no',
    ...settings,
  };
  return Object.entries(all)
    .map(([key, value]) => `${key} ${value}\n`)
    .join('');
}

function checkVersion() {
  const line = firstLine([inPath('redis-server'), '--version']) ?? '';
  const major = Number(/v=(\d+)/.exec(line)?.[1] ?? 0);
  if (major >= OLDEST_REDIS) return;
  throw new Unavailable(
    `Redis ${major} is installed, ${OLDEST_REDIS} or later is needed`,
    `install Redis ${OLDEST_REDIS} or later, or start Docker`,
  );
}

/** PING says that the server serves (it answers -LOADING before), INFO which it is. */
async function redisVersion(port) {
  const answer = await tcpExchange(port, Buffer.from('PING\r\nINFO server\r\n'), (received) =>
    /^-|^redis_version:[^\r]*\r/m.test(received.toString()),
  );
  const text = answer.toString();
  if (!text.startsWith('+PONG')) throw new Error(text.split('\r\n')[0]);
  return /^redis_version:([^\r]*)\r/m.exec(text)[1];
}
