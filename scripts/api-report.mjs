#!/usr/bin/env node
import { apiSurfaces } from './api-report/api-surfaces.mjs';
import { emitPortalKit } from './api-report/emit-portal-kit.mjs';
import { compile, reportOf } from './api-report/report-of.mjs';

/**
 * Writes the public surface of each published entry to its report, or with `--check` says which reports no longer tell the
 * truth. Reads the declarations that `npm run build` wrote.
 */
const isCheck = process.argv.includes('--check');
const surfaces = apiSurfaces();
emitPortalKit();

const compilerState = compile(surfaces);
const changed = [];
for (const surface of surfaces) {
  const { entry, report, hasChanged } = reportOf(surface, { compilerState, isCheck });
  if (hasChanged) changed.push({ entry, report });
}

if (changed.length === 0) {
  console.log(`${surfaces.length} public surfaces are as reported`);
} else if (isCheck) {
  for (const { entry, report } of changed) {
    console.error(`The public surface of ${entry} differs from ${report}.`);
  }
  console.error(
    "\nIf you meant to change it: run 'npm run api-report', look at the difference, say it in a changeset and commit the report.",
  );
  process.exitCode = 1;
} else {
  for (const { report } of changed) console.log(`wrote ${report}`);
}
