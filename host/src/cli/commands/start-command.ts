import type { Logger } from '@promenade/core';
import { createLogger, hideFromLogs } from '@promenade/core/host';
import { type Command, Option } from 'commander';
import type { SettingFlag } from '../../config/config-layers.js';
import { configSecrets } from '../../config/config-secrets.js';
import type { LoadedConfig } from '../../config/load-config.js';
import { demoPeople } from '../../demo/demo-people.js';
import { openLogFile } from '../../platform/log-file.js';
import { logNodeWarnings } from '../../platform/node-warnings.js';
import { logFile } from '../../platform/places.js';
import { type Platform, startPlatform } from '../../platform/start-platform.js';
import { assertUsableDataDir } from '../../platform/usable-data-dir.js';
import { promenadeVersion } from '../../promenade-version.js';
import type { CliContext } from '../cli-context.js';
import { errorText, isForOperator, reasonOf } from '../error-text.js';
import { configOf } from '../global-options.js';
import { showDemo } from '../show-demo.js';
import { StartReport } from '../start-report.js';
import { StopRequested, type StopRequests, stopRequests } from '../stop-requests.js';

interface StartOptions {
  readonly demo?: boolean;
  readonly logLevel?: string;
  readonly logTo?: string;
  readonly plugins?: string;
  readonly roles?: string;
}

/** `promenade start` */
export const addStartCommand = (
  program: Command,
  context: CliContext,
  done: (exitCode: number) => void,
): void => {
  program
    .command('start')
    .description('start a host, and what is embedded with it; Ctrl-C stops it')
    .option('--demo', 'load a demo merchant with customers, tiers and a promotion event')
    .option('--plugins <packages>', 'the same as --set plugins=<packages>, separated by commas')
    .option('--roles <roles>', 'the same as --set roles=<http,grpc,consumers,relay,timers>')
    .option('--log-level <level>', 'the same as --set log.level=<level>')
    .addOption(new Option('--log-to <target>', 'the same as --set log.to=<auto|stdout|file>'))
    .action(async (options: StartOptions, command: Command) => {
      const loaded = configOf(command, context, flagsOf(options));
      assertUsableDataDir(loaded.dataDir);
      done(await new Start(loaded, options, context).run());
    });
};

const flagsOf = (options: StartOptions): SettingFlag[] => {
  const flags = [
    ['plugins', options.plugins, '--plugins'],
    ['roles', options.roles, '--roles'],
    ['log.level', options.logLevel, '--log-level'],
    ['log.to', options.logTo, '--log-to'],
  ] as const;
  return flags.flatMap(([name, text, flag]) => (text === undefined ? [] : [{ name, text, flag }]));
};

/** One run of a host, from the first line to the exit code. */
class Start {
  private readonly logger: Logger;
  private readonly log: string | undefined;
  private readonly report: StartReport;
  /** Why the host stops although nobody asked. */
  private readonly broken = Promise.withResolvers<string>();

  constructor(
    private readonly loaded: LoadedConfig,
    private readonly options: StartOptions,
    context: CliContext,
  ) {
    const { level, to } = loaded.config.log;
    const toFile =
      to === 'file' || (to === 'auto' && (context.isTerminal || options.demo === true));
    this.log = toFile ? logFile(loaded) : undefined;
    hideFromLogs(configSecrets(loaded.config));
    this.logger = createLogger({ level, ...(this.log && { destination: openLogFile(this.log) }) });
    // Standard output is for one kind of lines: JSON, or what a person reads.
    this.report = new StartReport(toFile ? context.out : context.err);
  }

  async run(): Promise<number> {
    const { shutdown } = this.loaded.config;
    logNodeWarnings(this.logger);
    const requests = stopRequests(process, () => {
      this.report.problem('Stopping at once');
      process.exit(1);
    });
    requests.signal.addEventListener('abort', () => {
      this.report.line('');
      this.report.step('Stopping …');
      setTimeout(() => {
        this.report.problem(`Not stopped within ${shutdown.deadline_seconds} s: cut off`);
        process.exit(1);
      }, shutdown.deadline_seconds * 1_000).unref();
    });
    const onFault = (error: unknown): void => {
      this.logger.fatal({ err: error }, 'unexpected error');
      this.broken.resolve(`Unexpected error: ${reasonOf(error)}`);
    };
    process.on('unhandledRejection', onFault);
    process.on('uncaughtException', onFault);
    try {
      return await this.runUntilStopped(requests);
    } finally {
      requests.dispose();
      process.off('unhandledRejection', onFault);
      process.off('uncaughtException', onFault);
    }
  }

  private async runUntilStopped({ signal }: StopRequests): Promise<number> {
    this.report.title(promenadeVersion);
    let platform: Platform;
    try {
      platform = await this.start(signal);
    } catch (error) {
      if (error instanceof StopRequested) return this.stopped(0);
      const problem = `the host did not start: ${errorText(error, { verbose: false })}`;
      this.logger.fatal(isForOperator(error) ? {} : { err: error }, problem);
      throw error;
    }
    const asked = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined));
    });
    const shown = this.show(platform, signal);
    const reason = await Promise.race([asked, this.broken.promise, shown.then(() => asked)]);
    if (reason !== undefined) this.report.problem(`${reason}; stopping`);
    await platform.stop();
    return this.stopped(reason === undefined ? 0 : 1);
  }

  private start(signal: AbortSignal): Promise<Platform> {
    return startPlatform({
      loaded: this.loaded,
      people: demoPeople,
      logger: this.logger,
      signal,
      onReady: (what) => this.report.step(what),
      onBroken: (service, { code, signal: by, lastLines }) => {
        this.logger.fatal(
          { service, code, signal: by, lastLines },
          `${service} ended unexpectedly`,
        );
        this.broken.resolve(`${service} ended unexpectedly (${by ?? `exit code ${code}`})`);
      },
    });
  }

  private async show(platform: Platform, signal: AbortSignal): Promise<void> {
    const { report, loaded, options, log } = this;
    report.step('Host');
    for (const { spec, reason } of platform.host.failed) {
      report.problem(`The plugin '${spec.id}' did not start: ${reason}`);
    }
    try {
      if (options.demo === true) await showDemo({ loaded, platform, report, signal });
    } catch (error) {
      if (signal.aborted) return;
      this.logger.error({ err: error }, 'the demo was not loaded');
      report.problem(`The demo was not loaded: ${errorText(error, { verbose: false })}`);
    }
    report.addresses(loaded, log);
    if (loaded.embedded.identity) report.logins();
    report.line('');
    report.line('Ctrl-C stops it.');
  }

  private stopped(exitCode: number): number {
    this.report.step('Stopped');
    return exitCode;
  }
}
