/** The keys of a shared store, as operators read them. */
export interface KeyNames {
  cached(merchantId: string, namespace: string, key: string): string;
  limit(merchantId: string, name: string): string;
  processed(merchantId: string, eventId: string): string;
  /** The channel on which hosts tell each other of changes. */
  readonly changes: string;
}

/**
 * @param prefix stands before every key; sets installations that share a server apart
 */
export const keyNames = (prefix: string): KeyNames => ({
  // A key's own colons are escaped, so that no key can name its way into another namespace or merchant.
  cached: (merchantId, namespace, key) =>
    [`${prefix}cache`, merchantId, ...(namespace === '' ? [] : [namespace]), escaped(key)].join(
      ':',
    ),
  limit: (merchantId, name) => `${prefix}rate_limit:${merchantId}:${name}`,
  processed: (merchantId, eventId) => `${prefix}processed:${merchantId}:${eventId}`,
  changes: `${prefix}changes`,
});

const escaped = (key: string): string => encodeURIComponent(key.toWellFormed());
