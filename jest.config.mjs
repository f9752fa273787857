import { typescript } from './core/jest/typescript.mjs';
import { workerIdleMemoryLimit } from './core/jest/worker-memory.mjs';
import { PACKAGE_SOURCES } from './scripts/typescript/package-sources.mjs';

/** Every folder that holds sources; a test lies beside the code that it tests. */
const SOURCES = [
  '{core,embedded,host,proto}/src',
  'portal/{build,kit,src}',
  'plugins/*/{src,portal}',
  'create-plugin/src',
  'create-plugin/template/{src,portal}',
  'scripts',
  'bench',
];

const INTEGRATION = '\\.(int|kafka|debezium)\\.test\\.tsx?$';

const shared = {
  ...typescript,
  rootDir: import.meta.dirname,
  moduleNameMapper: {
    ...Object.fromEntries(
      PACKAGE_SOURCES.map(([pattern, source]) => [pattern, `<rootDir>/${source}`]),
    ),
    ...typescript.moduleNameMapper,
  },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.promenade/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

export default {
  workerIdleMemoryLimit,
  maxWorkers: 2,
  // Milliseconds for one test on a busy two-core machine, where those of properties take several times as long.
  testTimeout: 60_000,
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcov'],
  collectCoverageFrom: [
    ...SOURCES.map((folder) => `${folder}/**/*.{ts,tsx,mjs}`),
    '!**/*.test.*',
    '!**/*.d.ts',
    '!**/{gen,dist,node_modules,testing}/**',
  ],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: SOURCES.map((folder) => `<rootDir>/${folder}/**/*.test.{ts,tsx,mjs}`),
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, INTEGRATION],
    },
    {
      ...shared,
      displayName: 'int',
      testMatch: SOURCES.map((folder) => `<rootDir>/${folder}/**/*.int.test.{ts,tsx}`),
      setupFilesAfterEnv: ['<rootDir>/core/jest/int-timeout.mjs'],
      globalSetup: '<rootDir>/scripts/jest/global-setup.mjs',
      globalTeardown: '<rootDir>/scripts/jest/global-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'kafka',
      testMatch: SOURCES.map((folder) => `<rootDir>/${folder}/**/*.kafka.test.{ts,tsx}`),
      setupFilesAfterEnv: ['<rootDir>/core/jest/int-timeout.mjs'],
      globalSetup: '<rootDir>/scripts/jest/global-setup.mjs',
      globalTeardown: '<rootDir>/scripts/jest/global-teardown.mjs',
    },
    {
      ...shared,
      displayName: 'debezium',
      testMatch: SOURCES.map((folder) => `<rootDir>/${folder}/**/*.debezium.test.{ts,tsx}`),
      setupFilesAfterEnv: ['<rootDir>/core/jest/int-timeout.mjs'],
      globalSetup: '<rootDir>/scripts/jest/global-setup.mjs',
      globalTeardown: '<rootDir>/scripts/jest/global-teardown.mjs',
    },
  ],
};
