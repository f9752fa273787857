// Jest compiles a TypeScript global teardown to CommonJS and would look for `./x.js` as JavaScript;
// so Node imports it, with the sources' own module hooks.
import '../typescript/register.mjs';

export default async function teardown(globalConfig, projectConfig) {
  const { default: run } = await import('../../core/src/testing/jest-global-teardown.ts');
  await run(globalConfig, projectConfig);
}
