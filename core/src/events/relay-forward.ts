export const relayForwards = ['built-in', 'cdc'] as const;

/** What gives the outbox to the broker: the relay of the hosts, or change data capture in its place. */
export type RelayForward = (typeof relayForwards)[number];
