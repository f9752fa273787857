import { setTimeout as pause } from 'node:timers/promises';

/**
 * Repeats a check until it passes, for effects that arrive through events.
 * @param milliseconds how long to try; then the check's last error is thrown
 */
export const eventually = async <T>(
  check: () => T | Promise<T>,
  milliseconds = 30_000,
): Promise<T> => {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(25);
    }
  }
};
