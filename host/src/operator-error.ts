/** Something that the operator can mend: what is wrong, and what to do. Shown without a stack trace. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(
    problem: string,
    readonly cure: string,
    options?: ErrorOptions,
  ) {
    super(problem, options);
  }
}
