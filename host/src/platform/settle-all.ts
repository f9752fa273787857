/**
 * Waits until all have settled, so that nothing goes on in the background when one failed.
 * @throws the first error, in the given order
 */
export const settleAll = async <T extends readonly unknown[]>(
  work: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> => {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as T;
};
