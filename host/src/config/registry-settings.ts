import { z } from 'zod';
import { httpUrl } from './http-url.js';
import { settingNotes } from './setting-notes.js';

const carriesNoCredentials = (value: string): boolean => {
  const url = URL.parse(value);
  return url !== null && url.username === '' && url.password === '';
};

/** The schema registry of an installation. */
export const registrySettings = z
  .strictObject({
    registry_url: httpUrl.refine(carriesNoCredentials).optional().register(settingNotes, {
      about:
        "Schema registry with Confluent's API; records then are in Confluent's wire format. The same on all hosts",
      wanted: 'a URL http(s)://… without a name and a password',
      fallback: 'none: Avro single-object encoding',
    }),
    username: z
      .string()
      .regex(/^[^:]+$/)
      .optional()
      .register(settingNotes, {
        about: 'Name at the schema registry (basic authentication)',
        wanted: 'a name without a colon',
        fallback: 'no authentication',
      }),
    password: z.string().min(1).optional().register(settingNotes, {
      about: 'Password at the schema registry',
      wanted: 'a password',
      secret: true,
      fallback: 'no authentication',
    }),
  })
  .prefault({});
