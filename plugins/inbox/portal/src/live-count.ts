import { MESSAGES_PATH, type UnreadCount } from './message.js';

/** What the tab that holds the connection tells the others. */
interface Told {
  live: boolean;
  /** Whether the server refused the connection, as it does once the customer has signed out. */
  refused: boolean;
  count: UnreadCount | undefined;
}

export interface LiveCountListener {
  onCount: (count: UnreadCount) => void;
  /** Whether the connection is there; while it is not, counts do not come. */
  onLive: (live: boolean) => void;
  /** The connection was refused: what else is asked tells why. */
  onRefused: () => void;
}

/** After a refusal the browser itself does not try again. In milliseconds. */
const TRY_AGAIN_MS = 30_000;

/**
 * Follows the unread count of a customer. The tabs of a browser share one connection, since it has few of them to give: the
 * one that holds the lock has it and tells the others; when it closes, another takes over.
 * @returns what to call when nobody is interested any more
 */
export function followCount(
  { merchantId, subject }: { merchantId: string; subject: string },
  { onCount, onLive, onRefused }: LiveCountListener,
): () => void {
  const name = `promenade-inbox:${merchantId}:${subject}`;
  const stopping = new AbortController();
  const channel = new BroadcastChannel(name);
  const say = channel.postMessage.bind(channel);
  let isLeading = false;
  let told: Told = { live: false, refused: false, count: undefined };

  const take = (news: Told) => {
    told = news;
    onLive(news.live);
    if (news.refused) onRefused();
    if (news.count) onCount(news.count);
  };
  const tell = (news: Told) => {
    take(news);
    say(news);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Told | 'what?'>) => {
    if (data !== 'what?') take(data);
    else if (isLeading) say(told);
  });

  const lead = () => {
    if (stopping.signal.aborted) return;
    isLeading = true;
    const source = new EventSource(
      `${MESSAGES_PATH}/stream?merchant=${encodeURIComponent(merchantId)}`,
    );
    let again: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('unread-count', ({ data }: MessageEvent<string>) =>
      tell({ live: true, refused: false, count: JSON.parse(data) as UnreadCount }),
    );
    source.addEventListener('error', () => {
      const refused = source.readyState === EventSource.CLOSED;
      tell({ live: false, refused, count: undefined });
      if (refused) again = setTimeout(lead, TRY_AGAIN_MS);
    });
    stopping.signal.addEventListener('abort', () => {
      source.close();
      clearTimeout(again);
    });
  };

  if ('locks' in navigator) {
    const held = () =>
      new Promise<void>((release) => {
        stopping.signal.addEventListener('abort', () => release());
        lead();
      });
    navigator.locks.request(name, { signal: stopping.signal }, held).catch((error: unknown) => {
      // Leaving before the lock was had is no fault.
      if (!stopping.signal.aborted) throw error;
    });
    say('what?');
  } else {
    // Without locks (a page that is not served securely) each tab has its own connection.
    lead();
  }

  return () => {
    stopping.abort();
    channel.close();
  };
}
