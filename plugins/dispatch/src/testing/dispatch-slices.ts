import type { TestHost } from '@promenade/core/testing';
import type { PromotionEventRecord } from '@promenade/proto';
import { SliceDispatcher } from '../service/slice-dispatcher.js';

interface Day {
  readonly date: string;
  readonly slices: number;
}

/** Gives a host all slices of a day at once, as the partitions of a topic do. @returns how each ended, in their order */
export const dispatchSlices = (
  host: TestHost,
  { event_id, merchant_id, version }: PromotionEventRecord,
  { date, slices }: Day,
  signal: AbortSignal = new AbortController().signal,
): readonly Promise<void>[] => {
  const dispatcher = dispatcherOf(host);
  const day = { event_id, merchant_id, version, dispatch_date: date, slices };
  return Array.from({ length: slices }, (_, slice) =>
    dispatcher.dispatch({ ...day, slice }, signal),
  );
};

const dispatcherOf = (host: TestHost): SliceDispatcher => {
  const plugin = host.started.find(({ spec }) => spec.id === 'dispatch');
  if (!plugin) throw new Error('dispatch is not started');
  return plugin.scope.get(SliceDispatcher);
};
