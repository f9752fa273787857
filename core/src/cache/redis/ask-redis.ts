import { Redis } from 'ioredis';

/** Sends one command to a Redis, for looking at what a test left there. @example await askRedis(url, 'ttl', key) */
export const askRedis = async (
  url: string,
  command: string,
  ...words: readonly (string | number)[]
): Promise<unknown> => {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    return await redis.call(command, ...words);
  } finally {
    redis.disconnect();
  }
};
