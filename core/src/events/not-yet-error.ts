/** Something the event needs has not arrived: it is retried without limit and never dead-lettered. */
export class NotYetError extends Error {
  override readonly name = 'NotYetError';
  /** It will not arrive within moments: the record makes room at once for those behind it. */
  readonly isLong: boolean;

  constructor(message: string, { isLong = false }: { readonly isLong?: boolean } = {}) {
    super(message);
    this.isLong = isLong;
  }
}
