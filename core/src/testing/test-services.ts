import { z } from 'zod';

const schema = z.object({
  postgresUrl: z.string(),
  postgresVersion: z.string(),
  restateIngressUrl: z.string(),
  restateAdminUrl: z.string(),
  restateIdentityKey: z.string(),
});

/** The real services that a whole test run shares; started by jest's global setup. */
export type TestServices = z.output<typeof schema>;

const variable = 'PROMENADE_TEST_SERVICES';

export const publishTestServices = (services: TestServices): void => {
  process.env[variable] = JSON.stringify(services);
};

/** @throws when the tests were not started through the `int` project of jest. */
export const testServices = (): TestServices => {
  const published = process.env[variable];
  if (!published) {
    throw new Error(
      'no test services are running: this test wants the project `int` of jest, so name its file `*.int.test.ts`',
    );
  }
  return schema.parse(JSON.parse(published));
};
