import { eventually } from '../../core/src/testing/eventually.js';
import type { Installation } from './installation.js';
import { recountUnread } from './recount.js';
import type { SeededRandom } from './seeded-random.js';

interface Reader {
  readonly userId: string;
  readonly token: string;
}

const patience = 60_000;

/** A few customers who read what has come while everything around them fails. */
export class SampleReaders {
  private constructor(
    private readonly at: Installation,
    private readonly readers: readonly Reader[],
  ) {}

  static async choose(at: Installation, count: number): Promise<SampleReaders> {
    const rows = await at.services.query<{ user_id: string }>(
      `select user_id from dispatch.audience where merchant_id = $1 and not has_left
       order by md5(user_id::text) limit $2`,
      [at.merchantId, count],
    );
    const ids = rows.map(({ user_id }) => user_id);
    const tokens = await at.host.tokens('customer', ids, at.merchantId);
    return new SampleReaders(
      at,
      ids.map((userId, index) => ({ userId, token: tokens[index] ?? '' })),
    );
  }

  /** One of them reads the newest message, where there is one. */
  async readOne(random: SeededRandom): Promise<void> {
    const { token } = random.oneOf(this.readers);
    const { host } = this.at;
    await eventually(async () => {
      const page = await host.api<{ items: { message_id: string }[] }>(
        'GET',
        '/api/inbox/v1/messages?limit=1',
        token,
      );
      const [newest] = page.items;
      if (!newest) return;
      await host.api('PUT', `/api/inbox/v1/messages/${newest.message_id}/read`, token);
    }, patience);
  }

  /** @returns where the API counts otherwise than the database */
  async differences(): Promise<string[]> {
    const differences: string[] = [];
    for (const { userId, token } of this.readers) {
      const { unread_count } = await eventually(
        () =>
          this.at.host.api<{ unread_count: number }>(
            'GET',
            '/api/inbox/v1/messages/unread-count',
            token,
          ),
        patience,
      );
      const counted = await recountUnread(this.at, userId);
      if (counted !== unread_count) {
        differences.push(`customer ${userId}: ${unread_count} unread, a recount says ${counted}`);
      }
    }
    return differences;
  }
}
