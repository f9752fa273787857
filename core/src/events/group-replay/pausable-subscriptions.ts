import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Listener } from '../../database/listener.js';
import { BatchLoop } from '../batch-loop.js';
import type { EventBus, SubscribeOptions, Subscription } from '../event-bus.js';

interface Place {
  readonly options: SubscribeOptions;
  member: Subscription | undefined;
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
    const run = () => this.follow().then(() => 0);
    this.loop = new BatchLoop(
      listener,
      { channel: 'promenade_group_pause', batchSize: 1, run },
      onError,
    );
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
    await Promise.all(this.places.map(async ({ member }) => member?.close()));
  }

  private async follow(): Promise<void> {
    const paused = await this.paused();
    await Promise.all(
      this.places.map((place) =>
        this.bring(place, !paused.has(nameOf(place.options))).catch(this.onError),
      ),
    );
  }

  private async bring(place: Place, isWanted: boolean): Promise<void> {
    if (isWanted === (place.member !== undefined)) return;
    if (isWanted) {
      place.member = await this.bus.subscribe(place.options);
      return;
    }
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
