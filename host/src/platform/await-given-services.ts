import { connect } from 'node:net';
import {
  isPassingFault,
  isPassingFetchFault,
  probeDatabase,
  redactText,
  urlBelow,
} from '@promenade/core/host';
import { reasonOf } from '../cli/error-text.js';
import type { Config } from '../config/config-schema.js';
import { OperatorError } from '../operator-error.js';
import { type GivenService, NotReadyError, type Patience } from './patience.js';

/** An answer takes no longer, in milliseconds. */
const answerLimit = 5_000;

/**
 * Waits until what the configuration names can be reached, as far as the roles of this host need it at its start. Redis is not
 * among them: a host starts without. The schema registry is waited for where it is needed, by `startHost`.
 * @throws OperatorError when something is refused, or the time is over; the reason of an aborted start
 */
export const awaitGivenServices = async (config: Config, patience: Patience): Promise<void> => {
  // One after the other: nothing goes on in the background when one fails.
  for (const role of databases(config)) {
    await patience.untilAnswered(role, () => databaseAnswers(role));
  }
  for (const service of restates(config)) {
    await patience.untilAnswered(service, () => restateAnswers(service, service.health));
  }
  for (const service of brokers(config)) {
    await patience.untilAnswered(service, () => someBrokerListens(config.kafka.brokers));
  }
};

type DatabaseRole = GivenService & { readonly url: string };

/** All roles that it is used by: each has a password of its own. */
const databases = ({ database }: Config): DatabaseRole[] =>
  (['owner_url', 'application_url', 'relay_url', 'fan_out_url'] as const).flatMap((role) => {
    const url = database[role];
    if (url === undefined) return [];
    const { host, pathname } = new URL(url);
    const where = `${host || 'its socket'}${pathname}`;
    return [{ what: 'PostgreSQL', where, setting: `database.${role}`, url }];
  });

const databaseAnswers = async (role: DatabaseRole): Promise<void> => {
  try {
    await probeDatabase(role.url);
  } catch (error) {
    if (isPassingFault(error)) throw error;
    throw refusal(role, reasonOf(error), error);
  }
};

/** Only a host that keeps timers tells Restate of itself at its start. */
const restates = ({ restate, roles }: Config): (GivenService & { readonly health: URL })[] => {
  const { ingress_url: ingress, admin_url: admin } = restate;
  if (ingress === undefined || admin === undefined || !roles.includes('timers')) return [];
  const what = 'Restate';
  return [
    {
      what,
      where: new URL(ingress).origin,
      setting: 'restate.ingress_url',
      health: urlBelow(ingress, '/restate/health'),
    },
    {
      what,
      where: new URL(admin).origin,
      setting: 'restate.admin_url',
      health: urlBelow(admin, '/health'),
    },
  ];
};

const restateAnswers = async (service: GivenService, health: URL): Promise<void> => {
  const { status } = await answerOf(service, health);
  if (status >= 500 || status === 429) throw new NotReadyError(`it answers ${status}`);
  if (status >= 400) throw refusal(service, `it answers ${status} to ${health.pathname}`);
};

const answerOf = async (service: GivenService, url: URL): Promise<Response> => {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(answerLimit) });
  } catch (error) {
    // `fetch` hides what happened behind "fetch failed", and tells a URL that it refuses with the password in it.
    const cause: unknown = Error.isError(error) && error.cause ? error.cause : error;
    const reason = redactText(reasonOf(cause));
    if (isPassingFetchFault(error)) throw new NotReadyError(reason, { cause: error });
    throw refusal(service, reason, error);
  }
};

/** The relay and consumers speak to brokers at once. */
const brokers = ({ kafka, roles }: Config): GivenService[] =>
  kafka.brokers.length > 0 && (roles.includes('relay') || roles.includes('consumers'))
    ? [{ what: 'Kafka', where: kafka.brokers.join(', '), setting: 'kafka.brokers' }]
    : [];

/** Whom one broker lets in learns of the others from it. What it refuses is told by the client. */
const someBrokerListens = async (addresses: readonly string[]): Promise<void> => {
  const outcomes = await Promise.allSettled(addresses.map(listens));
  if (outcomes.some(({ status }) => status === 'fulfilled')) return;
  const reasons = new AggregateError(
    outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : [])),
  );
  // Nothing is said on a connection that is not made: whatever the reason is, it may be gone the next time.
  throw new NotReadyError(reasonOf(reasons), { cause: reasons });
};

const listens = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const at = address.lastIndexOf(':');
    const socket = connect({
      host: address.slice(0, at),
      port: Number(address.slice(at + 1)),
      timeout: answerLimit,
    });
    socket.on('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.on('timeout', () => socket.destroy(new NotReadyError('no answer')));
    socket.on('error', reject);
  });

const refusal = (
  { what, where, setting }: GivenService,
  reason: string,
  cause?: unknown,
): OperatorError =>
  new OperatorError(
    `${what} at ${where} cannot be used: ${reason}`,
    `Correct '${setting}', or what it names.`,
    { cause },
  );
