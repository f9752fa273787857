import type { EventContract } from '@promenade/proto';
import type { Transaction } from '../database/transaction.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import type { EventEnvelope } from './event-headers.js';

interface EventOptions {
  /** Granted to the role `service`. */
  readonly permission: string;
  /** Runs for merchants that have the plugin switched off too, so that switching on later loses nobody. */
  readonly projection?: boolean;
  /** Consumer group; the plugin's id unless given. */
  readonly group?: string;
}

export interface EachEvent<T> extends EventOptions {
  /** Effect and `processed_events` row commit together in this transaction. */
  handle(
    event: T,
    call: {
      readonly tx: Transaction;
      readonly envelope: EventEnvelope;
      readonly scope: PluginScope;
    },
  ): Promise<void>;
}

export interface EventBatch<T> extends EventOptions {
  /**
   * Many events of one merchant in order, each at most once, in one transaction: for set-based projections.
   * Each event's envelope stands at its place in `envelopes`.
   */
  handleBatch(
    events: readonly T[],
    call: {
      readonly tx: Transaction;
      readonly envelopes: readonly EventEnvelope[];
      readonly scope: PluginScope;
    },
  ): Promise<void>;
}

export interface EventInSteps<T> extends EventOptions {
  /**
   * Partitions of the topic that a host works on at once; a few unless given, and where the broker has none it does not matter.
   * Many is for a handler that itself lets only so many run, and chooses which.
   */
  readonly partitionsAtOnce?: number;
  /**
   * For work too long for one transaction: opens its own, keeps its own ledger, and must do nothing twice when called again.
   * @throws NotYetError when something it needs has not arrived.
   */
  handleInSteps(
    event: T,
    call: {
      readonly envelope: EventEnvelope;
      readonly scope: PluginScope;
      readonly signal: AbortSignal;
    },
  ): Promise<void>;
}

export type EventHandler<T> = EachEvent<T> | EventBatch<T> | EventInSteps<T>;

export type EventContribution = {
  readonly contract: EventContract<unknown>;
} & EventHandler<unknown>;

/** Declares a handler of a topic. */
export const onEvent = <T>(
  contract: EventContract<T>,
  handler: EventHandler<T>,
): EventContribution => ({ contract, ...handler });
