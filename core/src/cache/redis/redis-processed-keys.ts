import type { KeyNames } from '../key-names.js';
import type { ProcessedKeys } from '../processed-keys.js';
import type { RedisServer } from './redis-server.js';

/** Seconds for which an event is noted: 24 hours. */
const keptFor = 86_400;

/** Notes in a Redis that drops nothing: for each event a set of the groups that have processed it. */
export class RedisProcessedKeys implements ProcessedKeys {
  constructor(
    private readonly server: RedisServer,
    private readonly names: KeyNames,
  ) {}

  async noted(
    group: string,
    merchantId: string,
    eventIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const answers = await this.server.run(async (redis) => {
      const pipeline = redis.pipeline();
      for (const id of eventIds) pipeline.sismember(this.names.processed(merchantId, id), group);
      return succeeded(await pipeline.exec());
    });
    return new Set(eventIds.filter((_id, index) => answers[index] === 1));
  }

  async note(group: string, merchantId: string, eventIds: readonly string[]): Promise<void> {
    await this.server.run(async (redis) => {
      const pipeline = redis.pipeline();
      for (const id of eventIds) {
        const key = this.names.processed(merchantId, id);
        pipeline.sadd(key, group).expire(key, keptFor);
      }
      succeeded(await pipeline.exec());
    });
  }
}

/** @throws the first error of a pipeline: a full server refuses commands one by one */
const succeeded = (answers: [error: Error | null, answer: unknown][] | null): unknown[] => {
  const failed = answers?.find(([error]) => error !== null)?.[0];
  if (failed) throw failed;
  return (answers ?? []).map(([, answer]) => answer);
};
