/** Something the event needs has not arrived: it is retried without limit and never dead-lettered. */
export class NotYetError extends Error {
  override readonly name = 'NotYetError';
}
