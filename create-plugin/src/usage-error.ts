/** What whoever typed the command can mend; told without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
