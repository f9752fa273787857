import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DatabaseUrls } from '@promenade/core/host';
import { provisionTestDatabase, queryAs } from '@promenade/core/testing';
import { publicJwks } from '@promenade/embedded';
import { merchantIdOf } from '../merchants/merchant-id.js';
import { callCli, environmentOf } from './testing/call-cli.js';

let folder: string;
let urls: DatabaseUrls;
let services: Record<string, string>;

const specs = [
  { id: 'base', version: '1.2.3', host: '*', enablement: 'always' },
  { id: 'shop', version: '1.0.0', host: '*', enablement: 'opt-in' },
  {
    id: 'extra',
    version: '1.0.0',
    host: '*',
    enablement: 'opt-in',
    dependsOn: { required: ['shop'] },
  },
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-cli-'));
  for (const spec of specs) {
    writeFileSync(
      join(folder, `${spec.id}.mjs`),
      `export default { $$type: 'promenade/plugin', contract: 1, spec: ${JSON.stringify(spec)} };`,
    );
  }
  const plugins = specs.map(({ id }) => `./${id}.mjs`);
  writeFileSync(join(folder, 'promenade.config.json'), JSON.stringify({ plugins }));
  urls = await provisionTestDatabase(`cli_${Date.now()}`);
  services = environmentOf(urls);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string, environment: Record<string, string> = {}) =>
  callCli(args.split(' '), { folder, environment });

const json = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

describe('promenade token', () => {
  test('prints nothing but a token that the published keys verify', async () => {
    const { exitCode, out, err } = await run(
      'token --merchant acme --role merchant-admin --role service --subject someone --expires-in 2m',
    );
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    const [head, payload, signature] = out.trim().split('.');
    const { keys } = await publicJwks(join(folder, '.promenade', 'identity'));
    const key = createPublicKey({ key: { ...keys[0] }, format: 'jwk' });
    const signed = Buffer.from(`${head}.${payload}`);
    expect(verify('sha256', signed, key, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
    const claims = json(payload) as { iat: number; exp: number };
    expect(claims).toMatchObject({
      sub: 'someone',
      iss: 'http://localhost:8085',
      aud: 'urn:promenade:api',
      roles: ['merchant-admin', 'service'],
      merchants: [{ id: merchantIdOf('acme'), name: 'acme' }],
    });
    expect(claims.exp - claims.iat).toBe(120);
  });

  test('is refused with an identity provider of one’s own', async () => {
    const { exitCode, out, err } = await run(
      'token --merchant acme --role customer --subject someone',
      {
        PROMENADE_IDENTITY_ISSUER: 'https://id.example',
        PROMENADE_IDENTITY_CLIENT_SECRET: 'hush-hush',
      },
    );
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain('Get a token from that provider');
  });

  test('is for a merchant that is known, and for somebody', async () => {
    const typo = await run('token --merchant acmee --role customer --subject someone');
    expect(typo).toMatchObject({ exitCode: 1, out: '' });
    expect(typo.err).toContain('Known by name: acme, globex');
    const nobody = await run('token --merchant acme --role customer --subject ');
    expect(nobody).toMatchObject({ exitCode: 1, out: '' });
    expect(nobody.err).toContain('A token is for somebody');
  });

  test('needs a data folder', async () => {
    const { exitCode, out, err } = await run(
      'start --log-to stdout --data-dir promenade.config.json',
    );
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain('cannot be used: a file is in its place.\nGive a folder');
  });

  test('a role that does not exist', async () => {
    const { exitCode, err } = await run('token --merchant acme --role king --subject someone');
    expect(exitCode).toBe(1);
    expect(err).toContain('The roles are platform-admin');
  });
});

describe('promenade plugins', () => {
  const merchant = '0b0f8b6e-7a5b-4a0e-8a53-0d7c7f3f8f01';

  test('says what to do with a database that was never migrated', async () => {
    const { exitCode, err } = await run(`plugins list --merchant ${merchant}`, services);
    expect(exitCode).toBe(1);
    expect(err).toContain("Run 'promenade migrate'");
    expect(err).not.toContain('    at ');
  });

  test('migrate, list, enable, disable', async () => {
    expect(await run('migrate', services)).toMatchObject({ exitCode: 0, err: '' });
    expect((await run('migrate', services)).out).toContain('core: up to date');

    const early = await run(`plugins enable extra --merchant ${merchant}`, services);
    expect(early.exitCode).toBe(1);
    expect(early.err).toContain('promenade plugins enable shop');

    expect((await run(`plugins enable shop --merchant ${merchant}`, services)).out).toBe(
      `shop is on for ${merchant}\n`,
    );
    await run(`plugins enable extra --merchant ${merchant}`, services);
    const { out } = await run(`plugins list --merchant ${merchant}`, services);
    expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['PLUGIN', 'VERSION', 'ENABLEMENT', 'REQUIRES', 'NOW'],
      ['base', '1.2.3', 'always', 'on'],
      ['shop', '1.0.0', 'opt-in', 'on'],
      ['extra', '1.0.0', 'opt-in', 'shop', 'on'],
      [''],
    ]);

    expect((await run(`plugins disable shop --merchant ${merchant}`, services)).out).toBe(
      `shop is off for ${merchant}; with it: extra\n`,
    );
    const rows = await queryAs(
      urls.relay,
      'select plugin_id, enabled from promenade.plugin_enablement where merchant_id = $1 order by 1',
      [merchant],
    );
    expect(rows).toEqual([
      { plugin_id: 'extra', enabled: true },
      { plugin_id: 'shop', enabled: false },
    ]);
  });

  test('an unknown plugin, and one that is always on', async () => {
    const unknown = await run(`plugins enable nope --merchant ${merchant}`, services);
    expect(unknown.err).toBe(
      "promenade: there is no plugin 'nope'.\nInstalled: base, shop, extra.\n",
    );
    const always = await run(`plugins disable base --merchant ${merchant}`, services);
    expect(always.exitCode).toBe(1);
    expect(always.err).toContain('always on');
    expect(always.err).toContain('It stays on for every merchant');
  });
});

describe('promenade plugins config', () => {
  const configured = (environment: Record<string, string> = {}) =>
    run('plugins config --config configured.json', environment);

  beforeAll(() => {
    const source = new URL('../../../core/src/index.ts', import.meta.url).href;
    const zod = new URL('../../../node_modules/zod/index.js', import.meta.url).href;
    writeFileSync(
      join(folder, 'mailer.mjs'),
      `import { definePlugin, pluginConfig, secret } from '${source}';
       import { z } from '${zod}';
       const config = pluginConfig(z.object({
         size: z.int().default(5).describe('Letters at once'),
         api_key: secret(),
       }));
       export default definePlugin({ id: 'mailer', version: '1.0.0', host: '*', enablement: 'always', config });`,
    );
    const content = { plugins: ['./mailer.mjs'], config: { mailer: { size: 7 } } };
    writeFileSync(join(folder, 'configured.json'), JSON.stringify(content));
  });

  test('shows each value with where it comes from, and no secret', async () => {
    const { exitCode, out } = await configured({
      PROMENADE_PLUGIN_MAILER_API_KEY: 'hush-hush-hush',
    });
    expect(exitCode).toBe(0);
    expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['SETTING', 'VALUE', 'FROM', 'VARIABLE', 'ABOUT'],
      [
        'config.mailer.size',
        '7',
        join(folder, 'configured.json'),
        'PROMENADE_PLUGIN_MAILER_SIZE',
        'Letters at once',
      ],
      [
        'config.mailer.api_key',
        '•••',
        'the environment variable PROMENADE_PLUGIN_MAILER_API_KEY',
        'PROMENADE_PLUGIN_MAILER_API_KEY',
      ],
      [''],
    ]);
  });

  test('tells what is wrong, as the start does', async () => {
    const { exitCode, err } = await configured({ PROMENADE_PLUGIN_MAILER_SIZE: 'big' });
    expect(exitCode).toBe(1);
    expect(err).toContain(
      'config.mailer.size is "big" from the environment variable PROMENADE_PLUGIN_MAILER_SIZE',
    );
    expect(err).toContain(
      'config.mailer.api_key is missing. Set the environment variable PROMENADE_PLUGIN_MAILER_API_KEY.',
    );
    const start = await run('start --log-to stdout --log-level silent --config configured.json');
    expect(start.exitCode).toBe(1);
    expect(start.err).toContain('config.mailer.api_key is missing');
  });

  test('says that there is none', async () => {
    expect(await run('plugins config')).toMatchObject({
      exitCode: 0,
      out: 'No installed plugin has a configuration.\n',
    });
  });
});

describe('promenade demo load', () => {
  test('needs a running host', async () => {
    const { exitCode, err } = await run('demo load --merchants acme --set http.port=9');
    expect(exitCode).toBe(1);
    expect(err).toBe(
      "promenade: no host answers at http://127.0.0.1:9.\nRun 'promenade start' in another terminal first.\n",
    );
  });
});

describe('the command line', () => {
  test('prints help with examples, and its version', async () => {
    const help = await run('--help');
    expect(help).toMatchObject({ exitCode: 0, err: '' });
    expect(help.out).toContain('promenade start --demo');
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('names what it does not know', async () => {
    const { exitCode, err } = await run('strat');
    expect(exitCode).toBe(1);
    expect(err).toContain("unknown command 'strat'");
  });

  test('leads from wrong arguments to the help of the command', async () => {
    const { exitCode, err } = await run('events replay');
    expect(exitCode).toBe(1);
    expect(err).toContain("'promenade events replay --help' says how");
  });
});
