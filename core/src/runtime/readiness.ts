import type { Database } from '../database/database.js';
import type { Readiness } from '../http/operations-routes.js';
import type { Logger } from '../observability/logger.js';
import type { EnablementMap } from '../plugin/enablement-map.js';
import { publicReason, publicReasonOf } from './public-reason.js';
import type { FailedPlugin, StartedPlugin } from './started-plugin.js';
import { withinDeadline } from './within-deadline.js';

/** How long a check may take, and how long its outcome is good for callers of `/ready`; in milliseconds. */
const checkDeadline = 2_000;
const goodFor = 1_000;

type Checks = Readonly<Record<string, string>>;

export interface ReadinessServices {
  readonly database: Pick<Database, 'version'>;
  readonly enablement: Pick<EnablementMap, 'isConfirmed'>;
  readonly started: readonly Pick<StartedPlugin, 'spec' | 'scope'>[];
  readonly failed: readonly FailedPlugin[];
  readonly isStopping: () => boolean;
  readonly logger: Logger;
  /** What the host can do without, by name: shown, and no reason not to be ready. */
  readonly supports?: () => Checks;
}

/**
 * Whether the host can do its work; each check is `ok` or says in a line what is missing. Anybody may ask: the whole error is
 * in the log, and asking often does not check often.
 */
export const readinessOf = (services: ReadinessServices): (() => Promise<Readiness>) => {
  const { database, enablement, started, failed, isStopping, logger } = services;
  let known: Promise<Checks> | undefined;

  const outcome = async (name: string, check: () => Promise<unknown>): Promise<string> => {
    try {
      const late = `no answer within ${checkDeadline / 1_000} s`;
      await withinDeadline(check(), checkDeadline, late);
      return 'ok';
    } catch (error) {
      logger.warn({ err: error, check: name }, 'not ready');
      return publicReasonOf(error);
    }
  };

  const checkAll = async (): Promise<Checks> => {
    const ofPlugins = started.flatMap(({ spec, scope }) =>
      (spec.contributes?.health ?? []).map(async (health): Promise<[string, string]> => {
        const name = `plugin ${spec.id} ${health.name}`;
        return [name, await outcome(name, () => health.check(scope))];
      }),
    );
    return {
      database: await outcome('database', () => database.version()),
      ...Object.fromEntries(await Promise.all(ofPlugins)),
    };
  };

  const forget = (): void => {
    known = undefined;
  };

  return async () => {
    known ??= checkAll().finally(() => setTimeout(forget, goodFor).unref());
    const checks: Checks = {
      ...(await known),
      enablement: enablement.isConfirmed() ? 'ok' : 'not confirmed for 15 s',
      ...Object.fromEntries(started.map(({ spec }) => [`plugin ${spec.id}`, 'ok'])),
      ...Object.fromEntries(
        failed.map(({ spec, reason }) => [`plugin ${spec.id}`, publicReason(reason)]),
      ),
      ...(isStopping() && { host: 'stopping' }),
    };
    const ready = Object.values(checks).every((check) => check === 'ok');
    return { ready, checks: { ...checks, ...services.supports?.() } };
  };
};
