import type { RegistryOptions } from '../events/registry/index.js';

/**
 * The schema registry that integration tests run against, started by `scripts/services up`. Subjects of a test are set apart
 * by the prefix of its topics.
 * @throws when there is none
 */
export const registryOfTests = (): RegistryOptions => {
  const url = process.env.PROMENADE_TEST_REGISTRY;
  if (!url) {
    throw new Error(
      'no schema registry is running: start it with `scripts/services up --only registry`, or run the tests with `npm test`',
    );
  }
  return { url };
};
