import type { HostOptions } from '@promenade/core/host';
import type { Config } from '../config/config-schema.js';
import type { GivenService } from './patience.js';

/** Where the schemas of events are kept; nothing where no registry is given. */
export const registryOptions = ({ schemas }: Config): Pick<HostOptions, 'schemas'> => {
  const { registry_url: url, username, password } = schemas;
  if (url === undefined) return {};
  return {
    schemas: {
      url,
      ...(username !== undefined && password !== undefined && { username, password }),
    },
  };
};

/** The registry, for whoever waits for it: of its address what cannot hold a secret. */
export const givenRegistry = ({ schemas: { registry_url: url } }: Config): GivenService => ({
  what: 'the schema registry',
  where: url === undefined ? 'no address' : new URL(url).origin,
  setting: 'schemas.registry_url',
});
