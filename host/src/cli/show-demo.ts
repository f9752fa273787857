import type { LoadedConfig } from '../config/load-config.js';
import { awaitMessage } from '../demo/await-message.js';
import { demoCustomerUsers, demoMerchants } from '../demo/demo-people.js';
import { loadDemo } from '../demo/load-demo.js';
import { PlatformApi } from '../demo/platform-api.js';
import type { Platform } from '../platform/start-platform.js';
import { orderedSpecs } from '../plugins/installed-specs.js';
import type { StartReport } from './start-report.js';

/** Customers of the demo merchant. */
const customers = 1_000;
/** How long the message of the demo may take, in milliseconds. */
const patience = 60_000;

/** Loads the demo merchant into a host that has just started, and waits until its customers have their message. */
export const showDemo = async (options: {
  readonly loaded: LoadedConfig;
  readonly platform: Platform;
  readonly report: StartReport;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { loaded, platform, report, signal } = options;
  const merchant = demoMerchants.acme;
  const outcome = await loadDemo({
    loaded,
    urls: platform.host.database.urls,
    specs: orderedSpecs(platform.plugins),
    merchant,
    customers,
    onProgress: () => signal.throwIfAborted(),
  });
  const { event } = outcome;
  report.step(
    [
      `Demo merchant ${merchant.name}: ${customers.toLocaleString('en')} customers`,
      outcome.customers > 0 ? '' : ' (were there)',
      event ? `, event ${event.isNew ? 'published' : 'running'}` : '',
    ].join(''),
  );
  for (const note of outcome.notes) report.note(`Left out: ${note}`);
  if (!event) return;

  const api = new PlatformApi(loaded);
  const arrived = await Promise.all(
    demoCustomerUsers.map(({ id }) =>
      awaitMessage(api, { id, role: 'customer', merchant }, event.id, {
        milliseconds: patience,
        signal,
      }),
    ),
  );
  const names = demoCustomerUsers.map(({ email, locale }) => `${email} (${locale ?? 'en'})`);
  if (arrived.every(Boolean)) report.step(`Message arrived for ${names.join(', ')}`);
  else report.note(`The message has not arrived within ${patience / 1_000} s; the log says why`);
};
