import type { DatabaseUrls, HostRole } from '@promenade/core/host';
import type { KafkaOptions } from '../../core/src/events/kafka-options.js';

export interface Start {
  readonly do: 'start';
  readonly urls: DatabaseUrls;
  readonly kafka: KafkaOptions;
  readonly roles: readonly HostRole[];
  /** Slices that are delivered at once. */
  readonly lanes: number;
}

/** What the bench asks of a host that it measures. */
export type Order =
  | Start
  | { readonly do: 'whole way' | 'single'; readonly merchantId: string }
  | {
      readonly do: 'day';
      readonly merchantId: string;
      readonly eventId: string;
      readonly date: string;
    }
  | { readonly do: 'memory' | 'stop' };

export interface Answer {
  readonly eventId?: string;
  readonly seconds?: number;
  readonly bytes?: number;
  readonly error?: string;
}
