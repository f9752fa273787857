import { expect, test } from '@jest/globals';
import { whileKept } from './while-kept.js';

const aborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(String(signal.reason)), { once: true }),
  );
const never = new AbortController().signal;

test('work gives signs of life until it is done', async () => {
  let signs = 0;
  const three = Promise.withResolvers<void>();
  const keep = async (): Promise<boolean> => {
    signs += 1;
    if (signs === 3) three.resolve();
    return true;
  };
  await whileKept(keep, never, () => three.promise, 1);
  const last = signs;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(signs).toBe(last);
});

test('work learns that its hold is lost, and that the host stops', async () => {
  expect(await whileKept(async () => false, never, aborted, 1)).toMatch(/taken the run over/);
  const stopping = new AbortController();
  const told = whileKept(async () => true, stopping.signal, aborted, 1);
  stopping.abort('the host stops');
  expect(await told).toBe('the host stops');
});

test('signs that cannot be given for a while are forgiven, for the length of a lease not', async () => {
  let signs = 0;
  const keep = async (): Promise<boolean> => {
    signs += 1;
    if (signs !== 3) throw new Error('the database is away');
    return true;
  };
  expect(await whileKept(keep, never, aborted, 1)).toMatch(/database is away/);
  expect(signs).toBeGreaterThanOrEqual(6);
});
