import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Listener } from '../../database/listener.js';
import { BatchLoop } from '../batch-loop.js';
import type { EventBus, SubscribeOptions, Subscription } from '../event-bus.js';

interface Place {
  readonly options: SubscribeOptions;
  member: Subscription | undefined;
  /** It is about to subscribe, or to leave with what it has in hand. */
  changing?: Promise<void> | undefined;
}

const nameOf = ({ group, topic }: { group: string; topic: string }): string => `${group}/${topic}`;

/** A host's subscriptions, which step aside while somebody sets their group back. */
export class PausableSubscriptions {
  private readonly places: Place[] = [];
  private readonly loop: BatchLoop;

  constructor(
    private readonly bus: EventBus,
    private readonly database: Database,
    listener: Listener,
    private readonly onError: (error: unknown) => void,
  ) {
    const run = async (): Promise<boolean> => {
      await this.follow();
      return false;
    };
    this.loop = new BatchLoop(listener, { channels: ['promenade_group_pause'], run }, onError);
  }

  /** Subscribes, unless the group is being set back: then as soon as that is done. */
  async add(options: SubscribeOptions): Promise<void> {
    const paused = await this.paused();
    const member = paused.has(nameOf(options)) ? undefined : await this.bus.subscribe(options);
    this.places.push({ options, member });
  }

  /** Begins to heed requests. */
  start(): Promise<void> {
    return this.loop.start();
  }

  /** Resolves when every member has left its group, with nothing in hand. */
  async close(): Promise<void> {
    await this.loop.stop();
    await Promise.all(
      this.places.map(async (place) => {
        await place.changing;
        await place.member?.close();
      }),
    );
  }

  /** One that leaves slowly keeps no other waiting; what it has missed meanwhile, the next look finds. */
  private async follow(): Promise<void> {
    const paused = await this.paused();
    for (const place of this.places) {
      const isWanted = !paused.has(nameOf(place.options));
      if (place.changing !== undefined || isWanted === (place.member !== undefined)) continue;
      place.changing = (isWanted ? this.join(place) : this.leave(place))
        .catch(this.onError)
        .finally(() => {
          place.changing = undefined;
        });
    }
  }

  private async join(place: Place): Promise<void> {
    place.member = await this.bus.subscribe(place.options);
  }

  private async leave(place: Place): Promise<void> {
    const { member } = place;
    place.member = undefined;
    await member?.close();
  }

  private async paused(): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ consumer_group: string; topic: string }>`
      select consumer_group, topic from promenade.group_pause where until > now()
    `.execute(this.database.acrossMerchants());
    return new Set(rows.map(({ consumer_group: group, topic }) => nameOf({ group, topic })));
  }
}
