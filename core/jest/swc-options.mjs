/**
 * How TypeScript is turned into JavaScript where `tsc -b` is not asked: in tests and in scripts.
 * Legacy decorators with metadata and `define` semantics for class fields, as in
 * tsconfig.base.json; a difference here would make tests see other classes than production.
 *
 * @param {{ jsx: boolean }} source `jsx` must be false for `.ts`: there `<T>(x) => x` is a generic
 */
export function swcOptions({ jsx }) {
  return {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true, tsx: jsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: true,
        react: { runtime: 'automatic' },
      },
      keepClassNames: true,
      // Node demands `with { type: 'json' }`.
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
  };
}
