import { PromenadeError } from '@promenade/core';
import { OperatorError } from '../operator-error.js';

/** What the commands for events are refused with, in words for an operator. */
export const eventFault = (error: unknown, id = ''): unknown => {
  if (!(error instanceof PromenadeError)) return error;
  const { group, topic } = error.params;
  switch (error.code) {
    case 'dead-letter-not-found':
      return new OperatorError(
        `there is no dead letter '${id}'`,
        "'promenade dlq list --all' shows all that are kept, with their ids.",
        { cause: error },
      );
    case 'dead-letter-settled':
      return new OperatorError(
        `'${id}' is not open any more`,
        `'promenade dlq show ${id}' says what became of it.`,
        { cause: error },
      );
    case 'dead-letter-unaddressed':
      return new OperatorError(
        `'${id}' cannot be replayed: its headers do not say which merchant or which event it belongs to`,
        `Publish the event again at its source, then run 'promenade dlq discard ${id}'.`,
        { cause: error },
      );
    case 'group-not-found':
      return new OperatorError(
        `no installed plugin takes ${topic} for the group '${group}'`,
        "'promenade events groups' lists what there is.",
        { cause: error },
      );
    case 'group-replay-running':
      return new OperatorError(
        'this group is being set back already',
        'Wait until that is done; should whoever asked be gone, a minute.',
        { cause: error },
      );
    case 'group-busy':
      return new OperatorError(
        `the group '${group}' did not let go of ${topic} in time`,
        `Try again; or stop the hosts that run '${group}' with the role consumers, run this again, and start them.`,
        { cause: error },
      );
    default:
      return error;
  }
};
