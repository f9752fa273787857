import type { HostOptions } from '@promenade/core/host';
import type { Config } from '../config/config-schema.js';

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
