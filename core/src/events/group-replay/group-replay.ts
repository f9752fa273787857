import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import { coreError } from '../../errors/core-errors.js';
import type { ConsumedTopic } from '../consumers-of.js';
import type { EventBus, ResetOptions } from '../event-bus.js';
import { GroupInUseError } from '../group-in-use-error.js';

/** How long the members of a group may take to step aside, in milliseconds. */
const patience = 45_000;
/** They come back by themselves after this, in seconds, should whoever asked be gone. */
const longestPause = 60;
const pollMilliseconds = 200;

/** A group on a topic, and how many records it has before it. */
export interface GroupLag extends ConsumedTopic {
  readonly lag: number;
}

/**
 * Sets groups back while their hosts run: the members step aside for as long as that takes. Works from any process on the
 * same database and broker.
 */
export class GroupReplay {
  constructor(
    private readonly bus: EventBus,
    private readonly database: Database,
    private readonly consumers: readonly ConsumedTopic[],
  ) {}

  /** The groups of the installed plugins, by topic. */
  groups(): Promise<readonly GroupLag[]> {
    return Promise.all(
      this.consumers.map(async (consumer) => ({ ...consumer, lag: await this.bus.lag(consumer) })),
    );
  }

  /**
   * Has a topic's records given to a group again. What the group has processed has no effect again.
   * @returns how many records the group has before it now
   * @throws group-not-found when no installed plugin takes the topic for the group; group-replay-running; group-busy when members do not let go in time
   */
  async replay(options: ResetOptions): Promise<number> {
    const { group, topic } = options;
    if (!this.consumers.some((one) => one.group === group && one.topic === topic)) {
      throw coreError('group-not-found', { params: { group, topic } });
    }
    await this.begin(group, topic);
    try {
      await this.reset(options);
      return await this.bus.lag({ group, topic });
    } finally {
      await this.end(group, topic);
    }
  }

  private async reset(options: ResetOptions): Promise<void> {
    const deadline = performance.now() + patience;
    for (;;) {
      try {
        return await this.bus.reset(options);
      } catch (error) {
        if (!(error instanceof GroupInUseError)) throw error;
        if (performance.now() > deadline) {
          const { group, topic } = options;
          throw coreError('group-busy', { params: { group, topic }, cause: error });
        }
        await pause(pollMilliseconds);
      }
    }
  }

  private async begin(group: string, topic: string): Promise<void> {
    const { rows } = await sql`
      insert into promenade.group_pause as p (consumer_group, topic, until)
      values (${group}, ${topic}, now() + make_interval(secs => ${longestPause}))
      on conflict (consumer_group, topic) do update set until = excluded.until where p.until < now()
      returning 1`.execute(this.database.acrossMerchants());
    if (rows.length === 0) throw coreError('group-replay-running');
    await this.announce();
  }

  private async end(group: string, topic: string): Promise<void> {
    await sql`
      delete from promenade.group_pause where consumer_group = ${group} and topic = ${topic}
    `.execute(this.database.acrossMerchants());
    await this.announce();
  }

  private async announce(): Promise<void> {
    await sql`notify promenade_group_pause`.execute(this.database.acrossMerchants());
  }
}
