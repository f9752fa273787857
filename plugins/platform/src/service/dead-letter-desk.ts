import { type Actor, DeadLetters, PromenadeError } from '@promenade/core';
import { injectable } from 'inversify';

export interface Outcome {
  done: string[];
  refused: { id: string; code: string }[];
}

/** Takes several dead letters at once; one that cannot be done keeps no other from it. */
@injectable()
export class DeadLetterDesk {
  constructor(private readonly deadLetters: DeadLetters) {}

  replay(ids: readonly string[], actor: Actor): Promise<Outcome> {
    return each(ids, (id) => this.deadLetters.replay(id, actor));
  }

  discard(ids: readonly string[], actor: Actor & { readonly reason?: string }): Promise<Outcome> {
    return each(ids, (id) => this.deadLetters.discard(id, actor));
  }
}

/** @throws what is not about the letter itself: a database that is away, say */
const each = async (
  ids: readonly string[],
  work: (id: string) => Promise<void>,
): Promise<Outcome> => {
  const outcome: Outcome = { done: [], refused: [] };
  for (const id of new Set(ids)) {
    try {
      await work(id);
      outcome.done.push(id);
    } catch (error) {
      if (!(error instanceof PromenadeError)) throw error;
      outcome.refused.push({ id, code: error.code });
    }
  }
  return outcome;
};
