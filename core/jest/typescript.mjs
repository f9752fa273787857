import { swcOptions } from './swc-options.mjs';

/** What makes jest run TypeScript as ES modules, with decorators and their metadata. */
export const typescript = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  // The file as written comes first: packages in node_modules may ship sources beside their code.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts', '$1.tsx'] },
  transform: {
    '\\.ts$': ['@swc/jest', swcOptions({ jsx: false })],
    '\\.tsx$': ['@swc/jest', swcOptions({ jsx: true })],
  },
};
