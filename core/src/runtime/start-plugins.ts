import type { Container } from 'inversify';
import type { MigrationOutcome } from '../database/migrate-database.js';
import { loadLocales } from '../i18n/load-locales.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { checkSettingTexts } from '../settings/setting-texts.js';
import type { Fake } from './fake.js';
import { createPluginContainer, createPluginScope } from './plugin-container.js';
import type { FailedPlugin, StartedPlugin } from './started-plugin.js';
import { withinDeadline } from './within-deadline.js';

export interface StartPluginsOptions {
  /** In dependency order. */
  readonly specs: readonly PluginSpec[];
  readonly coreOf: (spec: PluginSpec) => Container;
  readonly migrations: readonly MigrationOutcome[];
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly fakes: readonly Fake[];
  /** How long the start of a plugin may take, in milliseconds; 30,000 unless given. */
  readonly startDeadline?: number;
}

/**
 * Starts plugins in order. One that fails or takes too long is stopped, reported and left out with all that require it; the
 * others start.
 */
export const startPlugins = async ({
  specs,
  coreOf,
  migrations,
  logger,
  signal,
  fakes,
  startDeadline = 30_000,
}: StartPluginsOptions): Promise<{
  readonly started: readonly StartedPlugin[];
  readonly failed: readonly FailedPlugin[];
}> => {
  const started: StartedPlugin[] = [];
  const failed: FailedPlugin[] = [];
  for (const spec of specs) {
    try {
      const missing = failed.find((other) => spec.dependsOn?.required?.includes(other.spec.id));
      if (missing) throw new Error(`it requires '${missing.spec.id}', which did not start`);
      const migration = migrations.find(({ owner }) => owner === spec.id);
      if (migration?.error) throw migration.error;
      const folder = spec.contributes?.locales;
      const locales = folder && loadLocales(spec.id, folder);
      checkSettingTexts(spec.settings, locales);
      const wanted = [...(spec.dependsOn?.required ?? []), ...(spec.dependsOn?.optional ?? [])];
      const container = createPluginContainer(
        spec,
        coreOf(spec),
        started.filter((other) => wanted.includes(other.spec.id)),
        fakes,
      );
      const scope = createPluginScope(spec, container, signal);
      for (const binding of spec.bindings ?? []) {
        container.get('ref' in binding ? binding.ref.token : binding);
      }
      await startOne({ spec, scope }, startDeadline, logger);
      started.push({ spec, container, scope, ...(locales && { locales }) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failed.push({ spec, reason });
      logger.error(
        { err: error, plugin_id: spec.id },
        `plugin '${spec.id}' did not start: ${reason}`,
      );
    }
  }
  return { started, failed };
};

type Startable = Pick<StartedPlugin, 'spec' | 'scope'>;

/** @throws what the start throws, after what it had begun was stopped again */
const startOne = async (plugin: Startable, deadline: number, logger: Logger): Promise<void> => {
  const { spec, scope } = plugin;
  const late = `its start took longer than ${deadline / 1_000} s`;
  try {
    await withinDeadline(spec.lifecycle?.start?.(scope), deadline, late);
  } catch (error) {
    const stopped = stopPlugins([plugin], logger);
    await withinDeadline(stopped, deadline, 'its stop hangs too').catch((fault: unknown) =>
      logger.error({ err: fault, plugin_id: spec.id }, `plugin '${spec.id}' failed to stop`),
    );
    throw error;
  }
};

/** Stops plugins in reverse order; a plugin that fails to stop does not keep the others from it. */
export const stopPlugins = async (started: readonly Startable[], logger: Logger): Promise<void> => {
  for (const { spec, scope } of started.toReversed()) {
    try {
      await spec.lifecycle?.stop?.(scope);
    } catch (error) {
      logger.error({ err: error, plugin_id: spec.id }, `plugin '${spec.id}' failed to stop`);
    }
  }
};
