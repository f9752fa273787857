import { hostRoles } from '@promenade/core/host';
import { z } from 'zod';
import { eventSettings, relaySettings } from './event-settings.js';
import { httpUrl } from './http-url.js';
import { rateLimits, redisSettings } from './redis-settings.js';
import { registrySettings } from './registry-settings.js';
import { settingNotes } from './setting-notes.js';

const port = (fallback: number, about: string) =>
  z
    .int()
    .min(1)
    .max(65_535)
    .default(fallback)
    .register(settingNotes, { about, wanted: 'a port, 1 to 65535' });

const host = (about: string) =>
  z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1')
    .register(settingNotes, { about, wanted: 'an address or a host name' });

const databaseUrl = (role: string) =>
  z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional()
    .register(settingNotes, {
      about: `Connection of the ${role} role; without it PostgreSQL runs embedded`,
      wanted: 'a URL postgresql://role:password@host:port/database',
      secret: true,
      fallback: 'embedded PostgreSQL',
    });

const pemFile = (about: string) =>
  z
    .string()
    .min(1)
    .optional()
    .register(settingNotes, { about, wanted: 'the path of a PEM file', fallback: 'plain text' });

/** Every setting of a host. A setting's name is its path here: `restate.ports.ingress`. */
export const configSchema = z.strictObject({
  plugins: z.array(z.string().min(1)).min(1).register(settingNotes, {
    about: 'Packages of the plugins, or paths from the configuration file',
    wanted: 'a list with at least one plugin package',
    fallback: 'none: must be given',
  }),
  roles: z
    .array(z.enum(hostRoles))
    .min(1)
    .default([...hostRoles])
    .register(settingNotes, {
      about: 'What this host does; several hosts on one database share the roles in any way',
      wanted: 'a list of http, grpc, consumers, relay, timers',
      fallback: 'all',
    }),
  data_dir: z.string().min(1).default('.promenade').register(settingNotes, {
    about: 'Data of embedded services, built portal, logs; from the configuration file',
    wanted: 'the path of a folder',
  }),
  log: z
    .strictObject({
      level: z
        .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
        .default('info')
        .register(settingNotes, {
          about: 'The least severe messages that are logged',
          wanted: 'one of trace, debug, info, warn, error, fatal, silent',
        }),
      to: z.enum(['auto', 'stdout', 'file']).default('auto').register(settingNotes, {
        about:
          'Where JSON logs go; `auto` is `logs/host.jsonl` in the data folder at a terminal or with --demo, else standard output',
        wanted: 'one of auto, stdout, file',
      }),
    })
    .prefault({}),
  http: z
    .strictObject({
      host: host('Address on which the portal and the API listen'),
      port: port(8080, 'Portal and HTTP API'),
      public_url: httpUrl.optional().register(settingNotes, {
        about: 'Where browsers reach the portal, without a path',
        wanted: 'a URL http(s)://…',
        fallback: '`http://localhost:<http.port>`',
      }),
      session_key: z
        .string()
        .regex(/^[\w-]{43}=?$/)
        .optional()
        .register(settingNotes, {
          about: 'Encrypts session cookies; the same on every host of an installation',
          wanted: '32 random bytes in base64url (43 characters)',
          secret: true,
          fallback: 'generated with embedded PostgreSQL',
        }),
    })
    .prefault({}),
  grpc: z
    .strictObject({
      host: host('Address on which gRPC listens'),
      port: port(50_058, 'gRPC'),
      tls: z
        .strictObject({
          root_certificates: pemFile('Certificates that sign those of the clients'),
          certificate: pemFile('Certificate chain of this host'),
          private_key: pemFile('Private key of this host'),
        })
        .prefault({}),
    })
    .prefault({}),
  database: z
    .strictObject({
      owner_url: databaseUrl('owner'),
      application_url: databaseUrl('application'),
      relay_url: databaseUrl('relay'),
      fan_out_url: databaseUrl('fan-out'),
      pool_size: z.int().min(2).max(500).default(10).register(settingNotes, {
        about: 'Most connections of the application role at once',
        wanted: 'a number of connections, 2 to 500',
      }),
      fan_out_pool_size: z.int().min(1).max(64).default(4).register(settingNotes, {
        about:
          'Most connections of the fan-out role at once, and as many more of the application role that read for it',
        wanted: 'a number of connections, 1 to 64',
      }),
    })
    .prefault({}),
  postgres: z.strictObject({ port: port(5439, 'Embedded PostgreSQL') }).prefault({}),
  restate: z
    .strictObject({
      ingress_url: httpUrl.optional().register(settingNotes, {
        about: 'Ingress of a Restate cluster; without it Restate runs embedded',
        wanted: 'a URL http(s)://…',
        fallback: 'embedded Restate',
      }),
      admin_url: httpUrl.optional().register(settingNotes, {
        about: 'Admin API of the same cluster',
        wanted: 'a URL http(s)://…',
        fallback: 'embedded Restate',
      }),
      identity_keys: z
        .array(z.string().regex(/^publickeyv1_\w+$/))
        .default([])
        .register(settingNotes, {
          about: 'Public keys that requests of the cluster must be signed by',
          wanted: 'a list of keys publickeyv1_…',
        }),
      ports: z
        .strictObject({
          ingress: port(8086, 'Ingress of embedded Restate'),
          admin: port(8087, 'Admin API of embedded Restate'),
          node: port(8088, 'Node port of embedded Restate'),
        })
        .prefault({}),
    })
    .prefault({}),
  timers: z
    .strictObject({
      host: host('Address on which this host answers Restate'),
      port: port(9080, 'Where this host answers Restate'),
      service_url: httpUrl.optional().register(settingNotes, {
        about:
          'Where Restate reaches this host; hosts that keep timers may share an address, that of a balancer before them',
        wanted: 'a URL http(s)://…',
        fallback: '`http://<timers.host>:<timers.port>`',
      }),
      namespace: z
        .string()
        .regex(/^[a-z][a-z0-9_]*$/)
        .default('promenade')
        .register(settingNotes, {
          about: 'Sets installations that share a Restate apart',
          wanted: 'lower-case letters, digits and _',
        }),
    })
    .prefault({}),
  kafka: z
    .strictObject({
      brokers: z
        .array(z.string().regex(/^[\w.-]+:\d+$/))
        .default([])
        .register(settingNotes, {
          about: 'Brokers of Apache Kafka; without them events stay in PostgreSQL, within one host',
          wanted: 'a list of host:port',
        }),
      client: z.enum(['kafkajs', 'platformatic']).default('kafkajs').register(settingNotes, {
        about:
          'Library that speaks to the brokers; the same on all hosts, changed while all are stopped',
        wanted: 'one of kafkajs, platformatic',
      }),
      security: z.enum(['plaintext', 'tls']).default('plaintext').register(settingNotes, {
        about: 'How the brokers are spoken to',
        wanted: 'one of plaintext, tls',
      }),
      username: z.string().min(1).optional().register(settingNotes, {
        about: 'Name for SASL SCRAM-SHA-512',
        wanted: 'a name',
        fallback: 'no SASL',
      }),
      password: z.string().min(1).optional().register(settingNotes, {
        about: 'Password for SASL SCRAM-SHA-512',
        wanted: 'a password',
        secret: true,
        fallback: 'no SASL',
      }),
      replication_factor: z.int().min(1).max(10).default(1).register(settingNotes, {
        about: 'Copies of each partition of topics that are made here; 3 in production',
        wanted: 'a whole number, 1 to 10',
      }),
      partitions: z.int().min(1).max(1_000).default(12).register(settingNotes, {
        about: 'Partitions of topics that are made here',
        wanted: 'a whole number, 1 to 1000',
      }),
      prefix: z
        .string()
        .regex(/^[\w.-]*$/)
        .default('')
        .register(settingNotes, {
          about: 'Stands before topics and groups; sets installations that share a broker apart',
          wanted: 'letters, digits, ., _ and -',
        }),
    })
    .prefault({}),
  relay: relaySettings,
  events: eventSettings,
  schemas: registrySettings,
  redis: redisSettings,
  rate_limits: rateLimits,
  identity: z
    .strictObject({
      issuer: httpUrl.optional().register(settingNotes, {
        about: 'Issuer URL of an OpenID Connect provider; without it one runs embedded',
        wanted: 'a URL http(s)://…',
        fallback: 'embedded provider',
      }),
      audience: z
        .string()
        .refine((value) => URL.canParse(value))
        .default('urn:promenade:api')
        .register(settingNotes, {
          about: 'Audience of every access token',
          wanted: 'an absolute URI',
        }),
      client_id: z.string().min(1).default('promenade-portal').register(settingNotes, {
        about: "The portal's client at the provider",
        wanted: 'the id of a client',
      }),
      client_secret: z.string().min(1).optional().register(settingNotes, {
        about: 'Secret of that client',
        wanted: 'the secret of the client',
        secret: true,
        fallback: 'generated with the embedded provider',
      }),
      port: port(8085, 'Embedded identity provider'),
    })
    .prefault({}),
  startup: z
    .strictObject({
      wait_seconds: z.number().min(0).max(3_600).default(60).register(settingNotes, {
        about:
          'Time for which a start waits for PostgreSQL, Kafka, Restate and the schema registry, where they are not embedded',
        wanted: 'a number of seconds, 0 to 3600',
      }),
    })
    .prefault({}),
  shutdown: z
    .strictObject({
      deadline_seconds: z.number().min(1).max(600).default(10).register(settingNotes, {
        about: 'Time for a graceful stop; what still runs then is cut off',
        wanted: 'a number of seconds, 1 to 600',
      }),
    })
    .prefault({}),
});

export type Config = z.output<typeof configSchema>;
