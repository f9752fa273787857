import { z } from 'zod';
import { settingNotes } from './setting-notes.js';

const redisUrl = (about: string) =>
  z
    .string()
    .regex(/^rediss?:\/\/\S+$/)
    .optional()
    .register(settingNotes, {
      about,
      wanted: 'a URL redis(s)://user:password@host:port/database',
      secret: true,
      fallback: 'in the process',
    });

/** The Redis servers of an installation. */
export const redisSettings = z
  .strictObject({
    cache_url: redisUrl(
      'Redis for caches and rate limits (`volatile-lru`), shared by all hosts; without it each host has its own',
    ),
    keys_url: redisUrl(
      'Redis for notes of processed events (`noeviction`); without it the table alone is asked',
    ),
    prefix: z
      .string()
      .regex(/^[\w.:-]*$/)
      .default('')
      .register(settingNotes, {
        about: 'Stands before keys; sets installations that share a Redis apart',
        wanted: 'letters, digits, ., _, : and -',
      }),
  })
  .prefault({});

/** Rate limits in the place of those that plugins declare. */
export const rateLimits = z
  .array(z.string().regex(/^[a-z0-9-]+=([1-9]\d{0,3}|10000)$/))
  .default([])
  .register(settingNotes, {
    about: "Requests per second of a merchant, in the place of a plugin's own: `campaign=200`",
    wanted: 'a list of name=number, 1 to 10000',
  });
