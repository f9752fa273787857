/**
 * Lets Node import the TypeScript sources of the workspace without a build:
 * `node --import ./scripts/typescript/register.mjs some-file.ts`.
 *
 * Node's own type stripping is not enough: it knows neither decorators nor parameter properties,
 * and it takes `./x.js` for a JavaScript file. Needs Node 24 (`module.registerHooks`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { swcOptions } from '../../core/jest/swc-options.mjs';
import { packageSource } from './package-sources.mjs';

const ROOT = new URL('../../', import.meta.url);
const TYPESCRIPT = /\.tsx?$/;

function isWorkspaceSource(url) {
  return url.startsWith('file:') && TYPESCRIPT.test(url) && !url.includes('/node_modules/');
}

function sourceBehind(specifier, parentUrl) {
  const entry = packageSource(specifier);
  if (entry !== undefined) return new URL(entry, ROOT).href;
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || !parentUrl || !isWorkspaceSource(parentUrl)) {
    return undefined;
  }
  const stem = specifier.slice(0, -'.js'.length);
  return [`${stem}.ts`, `${stem}.tsx`]
    .map((candidate) => new URL(candidate, parentUrl))
    .find((url) => existsSync(url))?.href;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const url = sourceBehind(specifier, context.parentURL);
    return url === undefined
      ? nextResolve(specifier, context)
      : { url, format: 'module', shortCircuit: true };
  },
  load(url, context, nextLoad) {
    if (!isWorkspaceSource(url)) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...swcOptions({ jsx: filename.endsWith('x') }),
      filename,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
