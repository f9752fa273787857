import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { followCount } from './live-count.js';

/** A connection that a test opens, tells of and breaks. */
class Connection extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: Connection[] = [];
  readyState = 1;

  constructor(readonly url: string) {
    super();
    Connection.all.push(this);
  }
  close(): void {
    this.readyState = Connection.CLOSED;
  }
  tell(count: unknown): void {
    this.dispatchEvent(new MessageEvent('unread-count', { data: JSON.stringify(count) }));
  }
  fail({ refused }: { refused: boolean }): void {
    this.readyState = refused ? Connection.CLOSED : 0;
    this.dispatchEvent(new Event('error'));
  }
}

const customer = { merchantId: 'm', subject: 'emma' };
const count = { unread_count: 2, later_count: 0 };
let leave: () => void;
const listener = { onCount: jest.fn(), onLive: jest.fn(), onRefused: jest.fn() };

beforeEach(() => {
  Connection.all.length = 0;
  jest.resetAllMocks();
  Object.assign(globalThis, { EventSource: Connection });
  // As where a page is not served securely: each tab has a connection of its own.
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: {} });
  leave = followCount(customer, listener);
});
afterEach(() => leave());

const connection = (): Connection => {
  const [only] = Connection.all;
  if (!only) throw new Error('no connection was opened');
  return only;
};

test('a count is told, and that it comes live', () => {
  connection().tell(count);
  expect(listener.onLive).toHaveBeenLastCalledWith(true);
  expect(listener.onCount).toHaveBeenCalledWith(count);
});

test('a connection that breaks is not live, and no refusal', () => {
  connection().tell(count);
  connection().fail({ refused: false });
  expect(listener.onLive).toHaveBeenLastCalledWith(false);
  expect(listener.onRefused).not.toHaveBeenCalled();
});

test('a refusal is told each time, though nothing was live before', () => {
  connection().fail({ refused: false });
  connection().fail({ refused: true });
  expect(listener.onRefused).toHaveBeenCalledTimes(1);
});

test('other tabs hear of a refusal', async () => {
  const channel = new BroadcastChannel('promenade-inbox:m:emma');
  const heard = new Promise((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent) => resolve(data));
  });
  connection().fail({ refused: true });
  expect(await heard).toEqual({ live: false, refused: true });
  channel.close();
});
