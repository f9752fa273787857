import { randomUUID } from 'node:crypto';
import { FanOut, RowsPresentError } from '@promenade/core';
import type { TestHost } from '@promenade/core/testing';
import {
  bucketSql,
  type DispatchDay,
  MessageStoreRef,
  messageHead,
  messagesSql,
} from '../contract.js';

export const messagesPath = '/api/inbox/v1/messages';

export interface TestMessage {
  readonly message_id: string;
  readonly event_id: string;
  readonly kind: string;
  readonly content: { readonly title: string; readonly body: string };
  readonly is_read: boolean;
  readonly is_archived: boolean;
  readonly is_later: boolean;
}

/** Delivers and reads messages on a test host that runs the inbox. */
export class TestInbox {
  constructor(private readonly host: TestHost) {}

  private get scope() {
    const [plugin] = this.host.started;
    if (!plugin) throw new Error('the inbox did not start');
    return plugin.scope;
  }

  async open(day: Partial<DispatchDay> = {}, merchantId = this.host.merchantId): Promise<number> {
    const { dispatchDate = '2026-11-21' } = day;
    const store = this.scope.get(MessageStoreRef);
    await store.prepare(merchantId, dispatchDate);
    return this.host.database.transaction(merchantId, async (tx) => {
      const { dispatchNo } = await store.open(tx, {
        eventId: randomUUID(),
        contentVersion: 2,
        kind: 'spring',
        content: { en: { title: `Offer of ${dispatchDate}`, body: 'Come.' } },
        ...day,
        dispatchDate,
      });
      return dispatchNo;
    });
  }

  /** Writes a message of an open day to each customer. */
  async write(
    dispatchNo: number,
    userIds: readonly string[],
    merchantId = this.host.merchantId,
  ): Promise<void> {
    const fanOut = this.scope.get(FanOut);
    const users = userIds.map((userId) => `'${userId}'::uuid`).join(', ');
    const head = messageHead(dispatchNo, 0, bucketSql('user_id'));
    const recipients = `select ${head} as head, user_id from unnest(array[${users}]) as recipient (user_id)`;
    const rows = await fanOut.read(merchantId, messagesSql(recipients, userIds.length));
    const messages = { dispatchNo, rows };
    const store = this.scope.get(MessageStoreRef);
    await fanOut
      .write(merchantId, (tx) => store.write(tx, messages))
      .catch((error: unknown) => {
        if (!(error instanceof RowsPresentError)) throw error;
        return fanOut.write(merchantId, (tx) => store.writeMissing(tx, messages));
      });
  }

  async deliver(
    userIds: readonly string[],
    {
      merchantId = this.host.merchantId,
      ...day
    }: Partial<DispatchDay> & { readonly merchantId?: string } = {},
  ): Promise<void> {
    await this.write(await this.open(day, merchantId), userIds, merchantId);
  }

  async customer(subject: string = randomUUID(), merchantId = this.host.merchantId) {
    return {
      subject,
      token: await this.host.token({ subject, roles: ['customer'], merchantId }),
    };
  }

  async items(token: string, query = ''): Promise<readonly TestMessage[]> {
    const { body } = await this.host.api.call('GET', `${messagesPath}${query}`, { token });
    return body.items as unknown as readonly TestMessage[];
  }

  async unread(token: string): Promise<{ unread_count: number; later_count: number }> {
    const { body } = await this.host.api.call('GET', `${messagesPath}/unread-count`, { token });
    return body as unknown as { unread_count: number; later_count: number };
  }
}
