/** What a plugin keeps in the cache for a merchant has changed. */
export interface Change {
  readonly merchantId: string;
  readonly pluginId: string;
}

/**
 * The fast way on which hosts tell each other of a change. It may lose news: what must not be lost goes with the
 * transaction (`CacheGenerations`).
 */
export abstract class Invalidation {
  /** @throws CacheUnavailableError when it cannot be told */
  abstract publish(change: Change): Promise<void>;
  /** Calls the handler for every change that any host tells of, this one included. */
  abstract subscribe(handler: (change: Change) => void): void;
}

/** Both are ids without spaces, so that a space keeps them apart. */
export const changeText = ({ merchantId, pluginId }: Change): string => `${merchantId} ${pluginId}`;

/** @returns undefined for a text that tells of no change */
export const readChange = (text: string): Change | undefined => {
  const [merchantId, pluginId, ...more] = text.split(' ');
  return merchantId && pluginId && more.length === 0 ? { merchantId, pluginId } : undefined;
};
