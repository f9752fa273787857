import { setTimeout as pause } from 'node:timers/promises';
import type { PluginDirectory, PluginSpec } from '@promenade/core';
import type { DatabaseUrls } from '@promenade/core/host';
import { customerCreated } from '@promenade/proto';
import type { LoadedConfig } from '../config/load-config.js';
import { withPlatformDatabase } from '../offline/with-platform-database.js';
import { OperatorError } from '../operator-error.js';
import { eventSchemasOf } from '../platform/event-schemas.js';
import { awaitConsumers } from './await-consumers.js';
import { loadCustomers } from './load-customers.js';
import { loadEvent, loadTiers } from './load-promotion.js';
import { ApiProblem, type ApiSubject, PlatformApi } from './platform-api.js';

export interface DemoOptions {
  readonly loaded: LoadedConfig;
  readonly urls: DatabaseUrls;
  readonly specs: readonly PluginSpec[];
  readonly merchant: ApiSubject['merchant'];
  readonly customers: number;
  /** Customers that are there, of those wanted. */
  readonly onProgress: (present: number) => void;
}

export interface DemoOutcome {
  readonly customers: number;
  readonly tiers: number;
  /** Undefined where scheduling is not there. */
  readonly event: { readonly id: string; readonly isNew: boolean } | undefined;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/**
 * Loads demo customers, tiers and a promotion event for a merchant; what is there stays as it is.
 * @throws OperatorError without a running host, or without the embedded identity provider, whose tokens it uses
 */
export const loadDemo = async (options: DemoOptions): Promise<DemoOutcome> => {
  const { loaded, urls, specs, merchant } = options;
  assertEmbeddedIdentity(loaded);
  const api = new PlatformApi(loaded);
  await api.assertRunning();
  const admin: ApiSubject = { id: 'promenade-cli', role: 'merchant-admin', merchant };
  return withPlatformDatabase(
    urls,
    specs,
    eventSchemasOf(loaded.config),
    async ({ database, directory, outbox }) => {
      const customers = await loadCustomers(
        { database, outbox },
        merchant.id,
        options.customers,
        options.onProgress,
      );
      // Later on the merchant's own switches count.
      if (customers === options.customers) await switchOnAll(directory, merchant.id);
      const notes: string[] = [];
      const unlessAbsent = <T>(work: Promise<T>): Promise<T | undefined> =>
        work.catch((error: unknown) => {
          if (!(error instanceof ApiProblem) || !error.isAbsence) throw error;
          notes.push(error.message);
          return undefined;
        });
      const tiers = await unlessAbsent(loadTiers(api, admin));
      if (customers > 0) await awaitConsumers(database, merchant.id, specs, customerCreated.topic);
      const event = await unlessAbsent(loadEvent(api, admin, new Date()));
      return { customers, tiers: tiers ?? 0, event, notes };
    },
  );
};

/** @throws OperatorError when tokens cannot be signed here */
export const assertEmbeddedIdentity = ({ config, embedded }: LoadedConfig): void => {
  if (embedded.identity) return;
  throw new OperatorError(
    `tokens are issued by ${config.identity.issuer ?? 'another provider'} (identity.issuer), and cannot be signed here`,
    'Get a token from that provider, or remove identity.issuer to use the embedded one.',
  );
};

/** How long a running host may take to learn of a switch, in milliseconds. */
const switchDelay = 1_000;

const switchOnAll = async (directory: PluginDirectory, merchantId: string): Promise<void> => {
  const off = directory.list(merchantId).filter(({ enabled }) => !enabled);
  for (const { spec } of off) {
    await directory.switch(merchantId, { pluginId: spec.id, enabled: true, by: 'promenade-cli' });
  }
  if (off.length > 0) await pause(switchDelay);
};
