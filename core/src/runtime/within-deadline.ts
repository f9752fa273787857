/**
 * What the work answers, if it does so in time; it goes on unheeded otherwise.
 * @param milliseconds may be infinite
 * @throws what the work throws; an error with the given message after the deadline
 */
export const withinDeadline = async <T>(
  work: Promise<T> | T,
  milliseconds: number,
  message: string,
): Promise<T> => {
  // A timer of Node would take it for one millisecond.
  if (milliseconds === Number.POSITIVE_INFINITY) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
