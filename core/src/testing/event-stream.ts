/** One event as it came. */
export interface ReceivedEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads a stream of server-sent events of a test host. */
export class EventStream {
  readonly events: ReceivedEvent[] = [];
  /** Whether the host ended it. */
  hasEnded = false;
  private readonly closing = new AbortController();

  private constructor(readonly response: Response) {}

  /** @throws when the answer is no stream */
  static async open(url: string | URL, token: string): Promise<EventStream> {
    const closing = new AbortController();
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
      signal: closing.signal,
    });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    const stream = new EventStream(response);
    stream.closing.signal.addEventListener('abort', () => closing.abort());
    void stream.read();
    return stream;
  }

  get latest(): unknown {
    return this.events.at(-1)?.data;
  }

  close(): void {
    this.closing.abort();
  }

  private async read(): Promise<void> {
    let text = '';
    try {
      const decoder = new TextDecoder();
      for await (const part of this.response.body ?? []) {
        text += decoder.decode(part, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch (error) {
      if (!this.closing.signal.aborted) throw error;
      return;
    }
    this.hasEnded = true;
  }

  private take(block: string): void {
    const field = (name: string): string | undefined =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const event = field('event');
    if (event !== undefined) this.events.push({ event, data: JSON.parse(field('data') ?? 'null') });
  }
}
