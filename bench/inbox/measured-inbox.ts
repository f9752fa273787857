import { randomInt } from 'node:crypto';
import type { Platform } from '../../e2e/support/platform.js';
import { BareHost } from './bare-host.js';
import type { Call, TimedRequests } from './timed-requests.js';

const messages = '/api/inbox/v1/messages';

/** `first page` is a page of somebody whose inbox nobody has asked for before; each customer is asked once. */
export const operations = ['page', 'count', 'mark as read', 'first page'] as const;
export type Operation = (typeof operations)[number];

interface Reader {
  readonly token: string;
  /** Messages of the newest page. */
  messageIds: readonly string[];
}

/** Requests of random customers to the host, and the same number of answers of the same size from the bare route. */
export class MeasuredInbox {
  private constructor(
    private readonly host: Platform,
    private readonly bare: BareHost,
    private readonly readers: readonly Reader[],
    private readonly newcomers: string[],
    private readonly requests: TimedRequests,
  ) {}

  /**
   * Asks each operation once, so that the bare route answers what the host does.
   * @param newcomers tokens of customers for `first page`
   */
  static async open(
    host: Platform,
    tokens: readonly string[],
    newcomers: readonly string[],
    requests: TimedRequests,
  ): Promise<MeasuredInbox> {
    const [token = ''] = tokens;
    const page = await host.api<Page>('GET', `${messages}?limit=20`, token);
    const count = await host.api('GET', `${messages}/unread-count`, token);
    const [message] = page.items;
    const bare = await BareHost.start({
      page,
      count,
      'mark as read': message,
      'first page': page,
    });
    const readers = tokens.map((one) => ({ token: one, messageIds: [] }));
    return new MeasuredInbox(host, bare, readers, [...newcomers], requests);
  }

  /** @returns milliseconds of each request */
  ofHost(operation: Operation, count: number, requests = this.requests): Promise<number[]> {
    return requests.send(Array.from({ length: count }, () => this.call(operation)));
  }

  /** @returns milliseconds of each request */
  ofBareRoute(operation: Operation, count: number): Promise<number[]> {
    const url = `${this.bare.url}/${encodeURIComponent(operation)}`;
    const call = { method: methodOf(operation), url };
    return this.requests.send(Array.from({ length: count }, () => call));
  }

  close(): void {
    this.bare.stop();
  }

  /** Has every reader read the newest page. */
  async readPages(): Promise<void> {
    const calls = this.readers.map(({ token }) => pageOf(this.host, token));
    await this.requests.send(calls, (body, index) => {
      const reader = this.readers[index];
      const { items }: Page = JSON.parse(body);
      if (reader) reader.messageIds = items.map(({ message_id }) => message_id);
    });
  }

  private call(operation: Operation): Call {
    if (operation === 'first page') {
      const newcomer = this.newcomers.pop();
      if (newcomer === undefined) throw new Error('every customer was asked already');
      return pageOf(this.host, newcomer);
    }
    const { token, messageIds } = oneOf(this.readers);
    const path = {
      page: () => `${messages}?limit=20`,
      count: () => `${messages}/unread-count`,
      'mark as read': () => `${messages}/${oneOf(messageIds)}/read`,
    };
    return { method: methodOf(operation), url: `${this.host.url}${path[operation]()}`, token };
  }
}

interface Page {
  readonly items: readonly { readonly message_id: string }[];
}

const methodOf = (operation: Operation): Call['method'] =>
  operation === 'mark as read' ? 'PUT' : 'GET';

const pageOf = (host: Platform, token: string): Call => ({
  method: 'GET',
  url: `${host.url}${messages}?limit=20`,
  token,
});

const oneOf = <T>(values: readonly T[]): T => {
  const value = values[randomInt(values.length)];
  if (value === undefined) throw new Error('there is nothing to choose from');
  return value;
};
