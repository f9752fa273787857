/** A group cannot be set back while a member of it takes records. */
export class GroupInUseError extends Error {
  override readonly name = 'GroupInUseError';

  constructor(group: string, topic: string, options?: ErrorOptions) {
    super(
      `The group ${group} has a member that takes ${topic}: stop its hosts, then set it back.`,
      options,
    );
  }
}
