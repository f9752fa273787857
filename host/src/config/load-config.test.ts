import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConfigError } from './config-error.js';
import { type ConfigSources, loadConfig } from './load-config.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (content: object | string, name = 'promenade.config.json'): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const load = (sources: Partial<ConfigSources> = {}) =>
  loadConfig({ folder, environment: {}, ...sources });

const faultsOf = (sources: Partial<ConfigSources> = {}) => {
  try {
    load(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

const urls = {
  PROMENADE_DATABASE_OWNER_URL: 'postgresql://owner:hush@db/promenade',
  PROMENADE_DATABASE_APPLICATION_URL: 'postgresql://app:hush@db/promenade',
  PROMENADE_DATABASE_RELAY_URL: 'postgresql://relay:hush@db/promenade',
  PROMENADE_DATABASE_FAN_OUT_URL: 'postgresql://fanout:hush@db/promenade',
};

describe('precedence', () => {
  test('the nearest file counts, and paths start from it', () => {
    const file = write({ plugins: ['p'], data_dir: 'there' });
    const below = join(folder, 'a', 'b');
    mkdirSync(below, { recursive: true });
    const loaded = load({ folder: below });
    expect(loaded.file).toBe(file);
    expect(loaded.dataDir).toBe(join(folder, 'there'));
    expect(loaded.config.http.port).toBe(8080);
  });

  test('--config names another file', () => {
    write({ plugins: ['p'] });
    write({ plugins: ['q'] }, 'other.json');
    expect(load({ file: 'other.json' }).config.plugins).toEqual(['q']);
  });

  test('defaults < file < environment < flags', () => {
    const port = fc.integer({ min: 20_000, max: 60_000 });
    const layer = fc.option(port, { nil: undefined });
    fc.assert(
      fc.property(layer, layer, layer, (inFile, inEnvironment, inFlag) => {
        write({ plugins: ['p'], http: inFile === undefined ? {} : { port: inFile } });
        const { config } = load({
          environment: { PROMENADE_HTTP_PORT: inEnvironment?.toString() },
          flags:
            inFlag === undefined
              ? []
              : [{ name: 'http.port', text: String(inFlag), flag: '--set http.port' }],
        });
        expect(config.http.port).toBe(inFlag ?? inEnvironment ?? inFile ?? 8080);
      }),
    );
  });

  test('a list and no file at all', () => {
    const { config, dataDir } = load({ environment: { PROMENADE_PLUGINS: 'a, b' } });
    expect(config.plugins).toEqual(['a', 'b']);
    expect(dataDir).toBe(join(folder, '.promenade'));
  });
});

describe('what is embedded', () => {
  test('everything, unless a service is given', () => {
    write({ plugins: ['p'] });
    expect(load().embedded).toEqual({ postgres: true, restate: true, identity: true });
  });

  test('a database of its own', () => {
    write({ plugins: ['p'] });
    const environment = { ...urls, PROMENADE_HTTP_SESSION_KEY: 'a'.repeat(43) };
    expect(load({ environment }).embedded.postgres).toBe(false);
    expect(load({ environment }).embedded.identity).toBe(true);
  });

  test('the public URL follows the port, or is an origin', () => {
    write({ plugins: ['p'], http: { port: 9999 } });
    expect(load().publicUrl).toBe('http://localhost:9999');
    const environment = { PROMENADE_HTTP_PUBLIC_URL: 'https://shop.example/' };
    expect(load({ environment }).publicUrl).toBe('https://shop.example');
  });
});

describe('faults', () => {
  test('all at once, each with setting, origin and cure', () => {
    const file = write({ http: { prot: 1 }, grpc: 7, log: { level: 'loud' } });
    const faults = faultsOf({
      environment: { PROMENADE_HTTP_PORT: '70000', PROMENADE_TIMERS_PORT: 'many' },
      flags: [{ name: 'nothing', text: '1', flag: '--set nothing' }],
    });
    const text = new ConfigError(faults).message;
    expect(faults.map(({ setting }) => setting).sort()).toEqual(
      ['grpc', 'http.port', 'http.prot', 'log.level', 'nothing', 'plugins', 'timers.port'].sort(),
    );
    expect(text).toContain(
      'http.port is 70000 from the environment variable PROMENADE_HTTP_PORT, which is not a port, 1 to 65535. Correct it there, or remove it for the default 8080.',
    );
    expect(text).toContain(`log.level is "loud" from ${file}`);
    expect(text).toContain('known here: host, port, public_url, session_key');
  });

  test('no file and no plugins', () => {
    expect(faultsOf()).toEqual([
      expect.objectContaining({
        setting: 'plugins',
        cure: expect.stringContaining('promenade.config.json (none was found'),
      }),
    ]);
  });

  test('a file that is no JSON, or is absent', () => {
    write('{');
    expect(faultsOf()[0]?.problem).toContain('cannot be read');
    expect(faultsOf({ file: 'absent.json' })[0]?.problem).toContain('ENOENT');
  });

  test('a secret comes from the environment only, and is never printed', () => {
    write({ plugins: ['p'], identity: { client_secret: 'hush' } });
    const environment = { ...urls, PROMENADE_DATABASE_OWNER_URL: 'hush://x' };
    const text = new ConfigError(faultsOf({ environment })).message;
    expect(text).toContain('set the environment variable PROMENADE_IDENTITY_CLIENT_SECRET');
    expect(text).toContain('database.owner_url is a secret from');
    expect(text).not.toContain('hush');
  });

  test.each([
    'PROMENADE_IDENTITY_CLIENT_SECRET',
    'PROMENADE_KAFKA_PASSWORD',
    'PROMENADE_SCHEMAS_PASSWORD',
  ])('a secret too short to be kept out of the logs: %s', (variable) => {
    const short = faultsOf({ environment: { ...urls, [variable]: 'xyzzy77' } });
    expect(short).toContainEqual({
      setting: expect.stringMatching(/password|client_secret/),
      problem: `is a secret from the environment variable ${variable}, and has fewer than 8 characters`,
      cure: expect.stringContaining('a longer one'),
    });
    expect(JSON.stringify(short)).not.toContain('xyzzy');
    const long = faultsOf({ environment: { ...urls, [variable]: 'xyzzy777' } });
    expect(JSON.stringify(long)).not.toContain('characters');
  });

  test('settings that belong together', () => {
    write({ plugins: ['p'], restate: { ingress_url: 'http://r' } });
    const environment = {
      PROMENADE_DATABASE_OWNER_URL: urls.PROMENADE_DATABASE_OWNER_URL,
      PROMENADE_IDENTITY_ISSUER: 'https://id.example',
    };
    expect(faultsOf({ environment }).map(({ setting }) => setting)).toEqual([
      'database.application_url',
      'database.relay_url',
      'database.fan_out_url',
      'restate.admin_url',
      'http.session_key',
      'identity.client_secret',
    ]);
  });

  test('two services on one port; not for one that is not embedded', () => {
    write({ plugins: ['p'], grpc: { port: 8080 }, postgres: { port: 9080 } });
    const same = faultsOf().map(({ setting }) => setting);
    expect(same).toEqual(['http.port and grpc.port', 'timers.port and postgres.port']);
    const environment = {
      ...urls,
      PROMENADE_HTTP_SESSION_KEY: 'a'.repeat(43),
      PROMENADE_GRPC_PORT: '1',
    };
    expect(faultsOf({ environment })).toEqual([]);
  });
});

describe('the schema registry', () => {
  const given = (environment: Record<string, string>) => {
    write({ plugins: ['p'] });
    return { environment };
  };

  test('is none unless it is given', () => {
    expect(load(given({})).config.schemas).toEqual({});
  });

  test('wants name and password together, and its address with them', () => {
    const faults = faultsOf(given({ PROMENADE_SCHEMAS_USERNAME: 'shop' }));
    expect(faults.map(({ setting }) => setting).toSorted()).toEqual([
      'schemas.password',
      'schemas.registry_url',
    ]);
  });

  test.each(['shop:hush', ':hush'])('has no password in its address: %s', (credentials) => {
    const url = `https://${credentials}@registry.internal`;
    const [fault] = faultsOf(given({ PROMENADE_SCHEMAS_REGISTRY_URL: url }));
    expect(fault).toMatchObject({ setting: 'schemas.registry_url' });
    expect(fault?.problem).toContain('without a name and a password');
  });
});
