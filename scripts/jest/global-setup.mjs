// Jest compiles a TypeScript global setup to CommonJS and would look for `./x.js` as JavaScript;
// so Node imports it, with the sources' own module hooks.
import '../typescript/register.mjs';

export default async function setup(globalConfig, projectConfig) {
  const { default: run } = await import('../../core/src/testing/jest-global-setup.ts');
  await run(globalConfig, projectConfig);
}
