import type { Database } from '../database/database.js';
import type { Readiness } from '../http/operations-routes.js';
import type { EnablementMap } from '../plugin/enablement-map.js';
import type { FailedPlugin, StartedPlugin } from './started-plugin.js';

const outcome = async (check: Promise<unknown>): Promise<string> => {
  try {
    await check;
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Whether the host can do its work; each check is `ok` or says what is missing. */
export const readinessOf =
  (services: {
    readonly database: Database;
    readonly enablement: EnablementMap;
    readonly started: readonly StartedPlugin[];
    readonly failed: readonly FailedPlugin[];
    readonly isStopping: () => boolean;
  }) =>
  async (): Promise<Readiness> => {
    const checks: Record<string, string> = {
      database: await outcome(services.database.version()),
      enablement: services.enablement.isConfirmed() ? 'ok' : 'not confirmed for 15 s',
    };
    if (services.isStopping()) checks.host = 'stopping';
    for (const { spec, scope } of services.started) {
      checks[`plugin ${spec.id}`] = 'ok';
      for (const health of spec.contributes?.health ?? []) {
        checks[`plugin ${spec.id} ${health.name}`] = await outcome(health.check(scope));
      }
    }
    for (const { spec, reason } of services.failed) checks[`plugin ${spec.id}`] = reason;
    return { ready: Object.values(checks).every((check) => check === 'ok'), checks };
  };
