import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compile, reportOf } from './report-of.mjs';

const surface = {
  entry: '@sample/box',
  folder: 'box',
  declarations: 'box/dist/index.d.ts',
  report: 'box/api/box.api.md',
};
let root;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'promenade-box-'));
  mkdirSync(join(root, 'box/dist'), { recursive: true });
  writeFileSync(join(root, 'box/package.json'), '{ "name": "@sample/box", "version": "1.0.0" }');
  writeFileSync(join(root, 'box/tsconfig.json'), '{}');
});
afterAll(() => rmSync(root, { recursive: true }));

const run = (isCheck, declarations) => {
  writeFileSync(join(root, surface.declarations), declarations);
  const compilerState = compile([surface], root);
  return reportOf(surface, { compilerState, isCheck, root }).hasChanged;
};
const written = () => readFileSync(join(root, surface.report), 'utf8');

const before = `
interface Lid { readonly isOpen: boolean; }
export declare const lidOf: (name: string) => Lid;
`;
const after = before.replace('readonly isOpen', 'isOpen');

test('a surface is written once, and compared from then on', () => {
  expect(run(false, before)).toBe(true);
  expect(written()).toContain('export const lidOf: (name: string) => Lid;');
  expect(run(true, `// A comment is no surface.${before}`)).toBe(false);
  // What is not exported shows in what is.
  expect(run(true, after)).toBe(true);
  expect(written()).toContain('readonly isOpen');
});

test('a build that is missing is said', () => {
  const nowhere = { ...surface, declarations: 'box/dist/other.d.ts' };
  expect(() => compile([nowhere], root)).toThrow("run 'npm run build' first");
});
