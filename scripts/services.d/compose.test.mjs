import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { composeEnvironment } from './docker.mjs';
import { SINGLE_BROKER } from './kafka-settings.mjs';
import { layoutOf, PORTS, ROOT } from './layout.mjs';
import { POSTGRES_SETTINGS } from './postgres.mjs';
import { redisCache, redisKeys } from './redis.mjs';
import { SERVICES } from './services.mjs';
import { IMAGES } from './versions.mjs';

const COMPOSE = readFileSync(join(ROOT, 'deploy', 'compose.yaml'), 'utf8');

/** The words of a service's command. */
const commandOf = (name) =>
  /command: \[(.*)\]/.exec(section(name))[1].replaceAll("'", '').split(', ');

/** The lines of a service, its comments left out. */
function section(name) {
  const [, text] = new RegExp(`^  ${name}:\\n((?: {4}.*\\n)+)`, 'm').exec(COMPOSE);
  return text.replaceAll(/^ *#.*\n/gm, '');
}

describe('deploy/compose.yaml', () => {
  test.each(SERVICES.map(({ name }) => [name]))('%s: the same version and port', (name) => {
    expect(section(name)).toContain(`image: ${IMAGES[name]}\n`);
    const variable = `PROMENADE_SERVICES_${name.replace('-', '_').toUpperCase()}_PORT`;
    expect(section(name)).toContain(`- 127.0.0.1:\${${variable}:-${PORTS[name]}}:`);
  });

  test('publishes no port to the network', () => {
    const published = COMPOSE.match(/^ {4}ports:\n(?: {6}- .*\n)+/gm)
      .join('')
      .match(/- .*/g);
    expect(published).toHaveLength(SERVICES.length);
    for (const port of published) expect(port).toMatch(/^- 127\.0\.0\.1:/);
  });

  test('the broker has the same settings', () => {
    for (const [name, value] of Object.entries(SINGLE_BROKER)) {
      const variable = `KAFKA_${name.replaceAll('.', '_').toUpperCase()}`;
      expect(section('kafka')).toContain(`${variable}: '${value}'\n`);
    }
  });

  test('PostgreSQL has the same settings', () => {
    const wanted = Object.entries(POSTGRES_SETTINGS).map(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ]);
    expect(commandOf('postgres')).toEqual(['postgres', ...wanted.flat()]);
  });

  test.each([redisCache, redisKeys])('$name has the same settings', ({ name, settings }) => {
    const wanted = Object.entries(settings).map(([key, value]) => [
      `--${key}`,
      value.replaceAll('"', ''),
    ]);
    expect(commandOf(name)).toEqual(['redis-server', ...wanted.flat()]);
  });

  test('takes every variable that this command sets', () => {
    const layout = { ...layoutOf({}), passwordFile: join(ROOT, 'package.json') };
    const names = Object.keys(composeEnvironment(layout));
    for (const name of names.filter((each) => !each.includes('CONTROLLER'))) {
      expect(COMPOSE).toContain(`\${${name}:-`);
    }
  });
});
