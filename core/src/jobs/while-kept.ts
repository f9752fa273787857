/** Pause between two signs of life, in milliseconds: a third of the lease, so that one may be lost. */
const beat = 10_000;

/**
 * Does work while it gives signs of life. The work's signal is aborted when the host stops, and when the hold is lost.
 * @param keep gives a sign of life; says whether the hold still stands
 * @throws what the work throws
 */
export const whileKept = async <T>(
  keep: () => Promise<boolean>,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  milliseconds = beat,
): Promise<T> => {
  const lost = new AbortController();
  let missed = 0;
  const giveSign = async (): Promise<void> => {
    try {
      if (await keep()) missed = 0;
      else lost.abort(new Error('another host has taken the run over'));
    } catch (error) {
      // The database is away; the lease outlasts two signs that could not be given.
      missed += 1;
      if (missed > 2) lost.abort(error);
    }
  };
  const timer = setInterval(() => void giveSign(), milliseconds);
  // Work that hangs keeps no process alive that is otherwise done.
  timer.unref();
  try {
    return await work(AbortSignal.any([stopping, lost.signal]));
  } finally {
    clearInterval(timer);
  }
};
