import { relayForwards } from '@promenade/core/host';
import { z } from 'zod';
import { settingNotes } from './setting-notes.js';

/** What gives the outbox to the brokers. */
export const relaySettings = z
  .strictObject({
    forward: z.enum(relayForwards).default('built-in').register(settingNotes, {
      about:
        'What gives events to the brokers: the hosts with the role relay, or change data capture beside them (`deploy/debezium`). The same on all hosts',
      wanted: 'one of built-in, cdc',
    }),
  })
  .prefault({});

/** How long the tables of the events keep what is done with. */
export const eventSettings = z
  .strictObject({
    retention_hours: z.int().min(1).max(8_760).optional().register(settingNotes, {
      about:
        'Hours that an event stays in the outbox, which without brokers is what can be replayed',
      wanted: 'a whole number of hours, 1 to 8760',
      fallback: '168; 24 with `kafka.brokers`',
    }),
    processed_days: z.int().min(2).max(3_650).default(30).register(settingNotes, {
      about:
        'Days that it is remembered which events were processed; more than the brokers keep and than is ever replayed',
      wanted: 'a whole number of days, 2 to 3650',
    }),
    dead_letter_days: z.int().min(2).max(3_650).default(90).register(settingNotes, {
      about:
        'Days that dead letters (without brokers) and what became of any dead letter are kept; more than the brokers keep them',
      wanted: 'a whole number of days, 2 to 3650',
    }),
  })
  .prefault({});
