/** The durable timer of a promotion event; part of the address of timers already armed, so it never changes. */
export const eventTimerName = 'promotion-event';
