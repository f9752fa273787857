/**
 * Waits until both have settled, so that nothing goes on in the background when one failed.
 * @throws the error of the first, else that of the second
 */
export const settleBoth = async <A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
};
