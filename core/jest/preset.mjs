/**
 * Jest's configuration for a plugin package: `export { default } from '@promenade/core/testing/jest-preset';`
 *
 * Tests lie beside the code. `x.test.ts` needs nothing. `x.int.test.ts` finds PostgreSQL and Restate, which are started once
 * for the run and stopped after it. `x.kafka.test.ts` finds Kafka too, and runs only where PROMENADE_TEST_KAFKA names brokers.
 */
import { fileURLToPath } from 'node:url';
import { typescript } from './typescript.mjs';
import { workerIdleMemoryLimit } from './worker-memory.mjs';

/** The first major version of Node that Promenade runs on. */
const needed = 24;
if (Number.parseInt(process.versions.node, 10) < needed) {
  throw new Error(`Promenade needs Node ${needed} or newer; this is ${process.version}.`);
}

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

const project = {
  ...typescript,
  // The portal kit is shipped as source.
  transformIgnorePatterns: ['/node_modules/(?!@promenade/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.promenade/'],
};

const services = {
  setupFilesAfterEnv: [file('int-timeout.mjs')],
  globalSetup: file('../dist/testing/jest-global-setup.js'),
  globalTeardown: file('../dist/testing/jest-global-teardown.js'),
};

const testsOf = (suffix) => ['src', 'portal'].map((dir) => `<rootDir>/${dir}/**/*.${suffix}`);

export default {
  workerIdleMemoryLimit,
  projects: [
    {
      ...project,
      displayName: 'unit',
      testMatch: testsOf('test.{ts,tsx}'),
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|kafka)\\.test\\.'],
    },
    {
      ...project,
      ...services,
      displayName: 'int',
      testMatch: testsOf('int.test.{ts,tsx}'),
    },
    ...(process.env.PROMENADE_TEST_KAFKA
      ? [
          {
            ...project,
            ...services,
            displayName: 'kafka',
            testMatch: testsOf('kafka.test.{ts,tsx}'),
          },
        ]
      : []),
  ],
};
