import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Listener } from '../database/listener.js';
import { createLogger } from '../observability/logger.js';
import { provisionTestDatabase } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { TimerOwner } from './timer-owner.js';

/** One host, and what Restate says to it. */
class Host {
  registrations = 0;
  refusal: Error | undefined;
  isKnown = true;
  readonly owner: TimerOwner;
  private readonly listener: Listener;

  constructor(url: string) {
    this.listener = new Listener(url, () => undefined);
    this.owner = new TimerOwner({
      address: {
        register: async () => {
          this.registrations += 1;
          if (this.refusal) throw this.refusal;
          this.isKnown = true;
        },
        isRegistered: async () => this.isKnown,
      },
      listener: this.listener,
      logger: createLogger({ level: 'silent' }),
      onError: () => undefined,
    });
  }

  async start(): Promise<void> {
    await this.listener.open();
    await this.owner.start();
  }

  async stop(): Promise<void> {
    await this.owner.stop();
    await this.listener.close();
  }
}

let first: Host;
let second: Host;
beforeEach(async () => {
  const { relay } = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  [first, second] = [new Host(relay), new Host(relay)];
});
afterEach(async () => {
  await first.stop();
  await second.stop();
});

describe('the owner of the timers', () => {
  test('does not start when it cannot register', async () => {
    first.refusal = new Error('refused the address');
    await expect(first.start()).rejects.toThrow('refused the address');
  });

  test('is one: another starts without registering, takes over, and tries until it is registered', async () => {
    await first.start();
    second.refusal = new Error('refused the address');
    await second.start();
    expect([first.registrations, second.registrations]).toEqual([1, 0]);
    await first.stop();
    await eventually(() => expect(second.registrations).toBeGreaterThan(1));
    expect(second.owner.fault).toBe(second.refusal);
    second.refusal = undefined;
    await eventually(() => expect(second.owner.fault).toBeUndefined());
  });

  test('registers again when its address is no longer known', async () => {
    await first.start();
    first.isKnown = false;
    await eventually(() => expect(first.registrations).toBe(2));
    expect(first.isKnown).toBe(true);
  });
});
