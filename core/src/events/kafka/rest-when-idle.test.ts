import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { RequestQueue } from './request-queue.js';
import './rest-when-idle.js';

describe('a connection of kafkajs', () => {
  let queue: RequestQueue;
  beforeEach(() => {
    queue = new RequestQueue({
      maxInFlightRequests: 5,
      requestTimeout: 30_000,
      enforceRequestTimeout: false,
      clientId: 't',
      broker: 'b',
      logger: { debug: () => undefined },
    });
  });
  afterEach(() => queue.destroy());

  it('sets no timer while no request waits', () => {
    queue.checkPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('sends what waited for the end of a throttling, and rests then', async () => {
    const sent: number[] = [];
    queue.maybeThrottle(20);
    for (const correlationId of [1, 2]) {
      const sendRequest = () => void sent.push(correlationId);
      queue.push({ entry: { correlationId }, expectResponse: true, sendRequest });
    }
    expect(sent).toEqual([]);
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    await eventually(async () => expect(sent).toEqual([1, 2]));
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });
});
