import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiSubject, PlatformApi } from './platform-api.js';

const messages = z.object({ items: z.array(z.object({ event_id: z.string() })) });

/**
 * Waits until a customer finds a message of an event in the inbox.
 * @param milliseconds how long to wait
 * @returns whether it came
 */
export const awaitMessage = async (
  api: PlatformApi,
  customer: ApiSubject,
  eventId: string,
  { milliseconds, signal }: { readonly milliseconds: number; readonly signal: AbortSignal },
): Promise<boolean> => {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    signal.throwIfAborted();
    const { items } = await api.call(customer, 'GET', '/api/inbox/v1/messages?limit=100', messages);
    if (items.some(({ event_id }) => event_id === eventId)) return true;
    if (performance.now() > deadline) return false;
    await pause(100);
  }
};
