import { describe, expect, test } from '@jest/globals';
import { javaMajor } from './java.mjs';
import { renderLog4j, renderProperties, renderServerProperties } from './kafka-settings.mjs';
import { layoutOf } from './layout.mjs';
import { renderPom } from './maven.mjs';
import { postgresArguments } from './postgres.mjs';
import { postgresMajor } from './postgres-programs.mjs';
import { redisCache, redisKeys, renderRedisConfig } from './redis.mjs';
import { registryEnvironment } from './registry.mjs';

const layout = layoutOf({
  PROMENADE_SERVICES_DIR: '/srv/p',
  PROMENADE_SERVICES_PORT_OFFSET: '100',
});

describe('Kafka', () => {
  test('listens on this machine only, each listener on its port', () => {
    const lines = renderServerProperties(layout, '/srv/p/kafka/log').split('\n');
    expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:29192,CONTROLLER://127.0.0.1:29193');
    expect(lines).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:29192');
    expect(lines).toContain('controller.quorum.voters=1@127.0.0.1:29193');
    expect(lines).toContain('log.dirs=/srv/p/kafka/log');
    expect(lines).toContain('auto.create.topics.enable=false');
  });

  test('escapes what a properties file would change', () => {
    expect(renderProperties({ a: 'C:\\logs' })).toBe('a=C:\\\\logs\n');
  });

  test('logs to the standard output', () => {
    expect(renderLog4j()).toContain('appender.stdout.type=Console\n');
  });
});

describe('PostgreSQL', () => {
  test('listens on this machine only, by TCP, with a log for change data capture that is bounded', () => {
    const settings = postgresArguments(layout);
    expect(settings.slice(0, 2)).toEqual(['-D', '/srv/p/postgres/data']);
    for (const setting of [
      'listen_addresses=127.0.0.1',
      'port=25532',
      'wal_level=logical',
      'max_slot_wal_keep_size=10GB',
    ]) {
      expect(settings).toContain(setting);
    }
  });

  test.each([
    ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', 15],
    ['postgres (PostgreSQL) 18beta1', 18],
    [undefined, 0],
  ])('reads the major version of %s', (line, major) => {
    expect(postgresMajor(line)).toBe(major);
  });
});

describe('Redis', () => {
  test('drops expiring keys in the cache and none among those of what was processed', () => {
    expect(renderRedisConfig(layout, 'redis-cache', redisCache.settings)).toBe(
      'bind 127.0.0.1\nport 26479\ndir "/srv/p/redis-cache"\ndaemonize no\n' +
        'maxmemory 128mb\nmaxmemory-policy volatile-lru\nsave ""\nappendonly no\n',
    );
    expect(redisKeys.settings).toMatchObject({
      'maxmemory-policy': 'noeviction',
      appendonly: 'yes',
    });
  });
});

describe('the registry', () => {
  test('keeps schemas in a file', () => {
    expect(registryEnvironment(layout, '/srv/p/registry')).toMatchObject({
      QUARKUS_HTTP_HOST: '127.0.0.1',
      QUARKUS_HTTP_PORT: '28181',
      REGISTRY_DATASOURCE_URL: 'jdbc:h2:file:/srv/p/registry/schemas',
    });
  });
});

describe('Java and Maven', () => {
  test.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "25" 2025-09-16', 25],
    ['java version "1.8.0_412"', 8],
    ['command not found', 0],
  ])('reads the major version of %s', (text, major) => {
    expect(javaMajor(text)).toBe(major);
  });

  test('a project names its dependencies', () => {
    expect(renderPom([{ group: 'org.x', name: 'y', version: '1.2' }])).toContain(
      '<dependency><groupId>org.x</groupId><artifactId>y</artifactId><version>1.2</version></dependency>',
    );
  });
});
