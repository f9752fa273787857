import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inject, injectable } from 'inversify';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { Outbox } from '../events/outbox.js';
import { Timers } from '../jobs/timer.js';
import type { Logger } from '../observability/logger.js';
import { LoggerRef } from '../observability/logger-ref.js';
import { Gate } from '../plugin/gate.js';
import { OptionalServices } from '../plugin/optional-services.js';
import { PluginDirectory } from '../plugin/plugin-directory.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { serviceRef } from '../plugin/service-ref.js';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { FakeClock } from '../testing/fake-clock.js';
import { samplePlugin } from '../testing/sample-plugin.js';

interface Store {
  readonly owner: string;
  logger(): Logger;
}
const StoreRef = serviceRef<Store>('shop.store');
const TaxRef = serviceRef<{ rate(): number }>('shop.tax');

@injectable()
class Vault {
  readonly owner = 'shop';
}
@injectable()
class ShopStore implements Store {
  constructor(
    @inject(Vault) private readonly vault: Vault,
    @inject(LoggerRef.token) private readonly log: Logger,
  ) {}
  get owner(): string {
    return this.vault.owner;
  }
  logger(): Logger {
    return this.log;
  }
}
@injectable()
class RealTax {
  rate(): number {
    return 17;
  }
}
@injectable()
class Till {
  constructor(@inject(StoreRef.token) readonly store: Store) {}
}

const shop = samplePlugin('shop', {
  bindings: [Vault, { ref: StoreRef, to: ShopStore }, { ref: TaxRef, to: RealTax }],
  exports: [StoreRef, TaxRef],
});
const secretive = samplePlugin('secretive', {
  bindings: [{ ref: StoreRef, to: ShopStore }, Vault],
});
const till = samplePlugin('till', { dependsOn: { required: ['shop'] }, bindings: [Till] });
const kiosk = samplePlugin('kiosk', { dependsOn: { optional: ['shop'] } });
const farTill = samplePlugin('far-till', { dependsOn: { required: ['till'] } });
const stranger = samplePlugin('stranger');
const eager = samplePlugin('eager', { bindings: [Till] });

const clock = new FakeClock(new Date('2026-02-03T04:05:06Z'));
let host: TestHost;

beforeAll(async () => {
  host = await createTestHost({
    plugins: [shop, secretive, till, kiosk, farTill, stranger, eager],
    clock,
    fakes: [{ service: TaxRef, instance: { rate: () => 0 } }],
  });
});
afterAll(() => host?.stop());

const scopeOf = (id: string): PluginScope => {
  const plugin = host.started.find(({ spec }) => spec.id === id);
  if (!plugin) throw new Error(`'${id}' did not start`);
  return plugin.scope;
};

describe("a plugin's container", () => {
  test('gives one instance of each binding to the plugin and to those that depend on it', () => {
    const store = scopeOf('shop').get(StoreRef);
    expect(store.owner).toBe('shop');
    expect(scopeOf('till').get(StoreRef)).toBe(store);
    expect(scopeOf('kiosk').get(OptionalServices).find(StoreRef, host.merchantId)).toBe(store);
    expect(scopeOf('till').get(Till).store).toBe(store);
    expect(scopeOf('secretive').get(StoreRef)).not.toBe(store);
  });

  test.each(['stranger', 'far-till', 'kiosk'])(
    'hides exports from %s, which does not require it',
    (id) => {
      expect(() => scopeOf(id).get(StoreRef)).toThrow(/No bindings found/);
    },
  );

  test.each(['till', 'kiosk', 'stranger'])('hides what it does not export from %s', (id) => {
    expect(scopeOf('shop').get(Vault).owner).toBe('shop');
    expect(() => scopeOf(id).get(Vault)).toThrow(/No bindings found/);
  });

  test('fails at start, not at first use, when something cannot be injected', () => {
    expect(host.failed).toEqual([
      { spec: eager.spec, reason: expect.stringContaining('promenade/service/shop.store') },
    ]);
  });

  test.each([Clock, Database, Outbox, Timers, Gate, PluginDirectory])(
    'holds the core service %p',
    (service) => {
      expect(scopeOf('stranger').get<object>(service)).toBeInstanceOf(service);
    },
  );

  test('shares one database, and gives each plugin a logger and an outbox of its own', () => {
    const [one, other] = [scopeOf('shop'), scopeOf('stranger')];
    expect(one.get(Database)).toBe(other.get(Database));
    expect(one.get(Outbox)).not.toBe(other.get(Outbox));
    expect(one.get(StoreRef).logger().bindings()).toMatchObject({ plugin_id: 'shop' });
  });

  test('takes fakes for exported services and for the clock, everywhere', () => {
    for (const id of ['shop', 'till']) {
      expect(scopeOf(id).get(TaxRef).rate()).toBe(0);
      expect(scopeOf(id).get(Clock).now()).toEqual(new Date('2026-02-03T04:05:06Z'));
    }
    expect(() => scopeOf('stranger').get(TaxRef)).toThrow(/No bindings found/);
  });
});
