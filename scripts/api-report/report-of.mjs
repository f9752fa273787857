import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const ROOT = join(import.meta.dirname, '../..');

const silent = { default: { logLevel: 'none', addToApiReportFile: false } };

/**
 * One compilation for all entries: most of the time goes into reading the declarations of the packages that they use.
 *
 * @param {readonly import('./api-surfaces.mjs').ApiSurface[]} surfaces
 */
export function compile([first, ...others], root = ROOT) {
  for (const { declarations } of [first, ...others]) {
    if (!existsSync(join(root, declarations))) {
      throw new Error(`${declarations} does not exist: run 'npm run build' first`);
    }
  }
  return CompilerState.create(prepare(first, root, tmpdir()), {
    additionalEntryPoints: others.map(({ declarations }) => join(root, declarations)),
  });
}

/**
 * Writes an entry's report, or compares it.
 *
 * @param {import('./api-surfaces.mjs').ApiSurface} surface
 * @param {{ compilerState: CompilerState, isCheck: boolean, root?: string }} options `isCheck` leaves the report as it is
 * @returns {{ entry: string, report: string, hasChanged: boolean }}
 */
export function reportOf(surface, { compilerState, isCheck, root = ROOT }) {
  const { entry, report } = surface;
  mkdirSync(join(root, dirname(report)), { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'promenade-api-'));
  try {
    const { apiReportChanged } = Extractor.invoke(prepare(surface, root, scratch), {
      compilerState,
      localBuild: !isCheck,
      messageCallback: complain,
    });
    return { entry, report, hasChanged: apiReportChanged };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function prepare(surface, root, scratch) {
  return ExtractorConfig.prepare({
    configObject: configOf(surface, root, scratch),
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, surface.folder, 'package.json'),
  });
}

function configOf({ folder, declarations, report }, root, scratch) {
  const entryPoint = join(root, declarations);
  return {
    projectFolder: join(root, folder),
    mainEntryPointFilePath: entryPoint,
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: 'es2024',
          lib: ['es2024', 'dom'],
          module: 'esnext',
          moduleResolution: 'bundler',
          jsx: 'react-jsx',
          strict: true,
          skipLibCheck: true,
          experimentalDecorators: true,
          types: ['node'],
          typeRoots: [join(ROOT, 'node_modules/@types')],
        },
        files: [entryPoint],
      },
    },
    apiReport: {
      enabled: true,
      // The extension `.api.md` is added.
      reportFileName: basename(report, '.api.md'),
      reportFolder: join(root, dirname(report)),
      reportTempFolder: scratch,
      // A type that is not exported, but shows in one that is, is part of what others see.
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      extractorMessageReporting: silent,
      tsdocMessageReporting: silent,
      compilerMessageReporting: { default: { logLevel: 'error' } },
    },
  };
}

/** Errors of the compiler are shown and fail; what the tool says besides is said by our own words. */
function complain(message) {
  if (message.logLevel === 'error') throw new Error(message.text);
  message.handled = true;
}
