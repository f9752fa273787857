import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** What npm says when neither the registry nor its cache has a package. */
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ENETUNREACH/;

/** npm has no way to the packages of others. */
export class RegistryUnreachable extends Error {
  override readonly name = 'RegistryUnreachable';
}

export interface PackedPackage {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly string[];
}

/** A folder far from the repository, with the packages of Promenade as tarballs and nothing else of it. */
export class Outside {
  private constructor(readonly folder: string) {}

  static async create(): Promise<Outside> {
    return new Outside(await mkdtemp(join(tmpdir(), 'promenade-outside-')));
  }

  private get tarballs(): string {
    return join(this.folder, 'tarballs');
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  async pack(): Promise<readonly PackedPackage[]> {
    return JSON.parse(await this.packages('pack', this.tarballs, '--json')) as PackedPackage[];
  }

  tarball({ filename }: Pick<PackedPackage, 'filename'>): string {
    return join(this.tarballs, filename);
  }

  async writeJson(path: string, content: unknown): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), `${JSON.stringify(content, null, 2)}\n`);
  }

  /** Installs a project's dependencies, Promenade's from the tarballs. @throws RegistryUnreachable */
  async install(project: string): Promise<void> {
    await this.packages('use', this.tarballs, this.path(project));
    await this.npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund');
  }

  /** Runs npm in a folder. @returns what it and its scripts wrote @throws RegistryUnreachable, or with the end of the output */
  async npm(project: string, ...args: readonly string[]): Promise<string> {
    try {
      const { stdout, stderr } = await run('npm', args, {
        cwd: this.path(project),
        env: outsideEnvironment(),
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout + stderr;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      const output = `${stdout}${stderr}`.slice(-6_000);
      if (unreachable.test(output)) {
        throw new RegistryUnreachable(`npm ${args[0]} finds no registry: ${output}`, {
          cause: error,
        });
      }
      throw new Error(`npm ${args.join(' ')} in ${project} failed:\n${output}`, { cause: error });
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  private async packages(...args: readonly string[]): Promise<string> {
    const script = join(root, 'scripts', 'packages.mjs');
    const { stdout } = await run(process.execPath, [script, ...args], {
      env: outsideEnvironment(),
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }
}

/** What a shell elsewhere has: this Node, and nothing that npm or the tests of the repository put there. */
const outsideEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_OPTIONS|PROMENADE_|INIT_CWD|FORCE_COLOR)/i.test(name),
    ),
  ),
  PATH: [dirname(process.execPath), ...pathOutsideOfRepository()].join(delimiter),
});

const pathOutsideOfRepository = (): string[] =>
  (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(root));
