import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener, Unlisten } from '../database/listener.js';

/** What keeps a stream open. */
export interface OpenStream {
  /** Whether its caller may still have it. */
  readonly isAdmitted: () => boolean;
  /** Names the browser session it came with. */
  readonly session?: string | undefined;
  beat(): void;
  end(): void;
}

const channel = 'promenade_session_ended';

/** How often it is looked whether a stream may go on, in milliseconds; switching a plugin off takes effect within a second. */
const lookEvery = 500;
/** Proxies cut off connections that are silent for half a minute or a minute. In milliseconds. */
const beatEvery = 15_000;

/** Names a session by its CSRF token, which is kept when the session is renewed; the token cannot be told from it. */
export const sessionName = (csrfToken: string): string =>
  createHash('sha256').update(csrfToken).digest('base64url');

/** The streams of a host: looked after together, ended when their caller signs out on any host. */
export class OpenStreams {
  private readonly open = new Set<OpenStream>();
  private looking: NodeJS.Timeout | undefined;
  private beating: NodeJS.Timeout | undefined;
  private unlisten: Unlisten | undefined;
  private isClosed = false;

  constructor(
    private readonly database: Pick<Database, 'acrossMerchants'>,
    private readonly listener: Pick<Listener, 'listen'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  async start(): Promise<void> {
    this.unlisten = await this.listener.listen(channel, (name) => {
      // After a lost connection a sign-out may have been missed: whoever is still signed in connects anew.
      this.endWhere(
        ({ session }) => session !== undefined && (name === undefined || session === name),
      );
    });
    this.looking = setInterval(() => this.endWhere(({ isAdmitted }) => !isAdmitted()), lookEvery);
    this.beating = setInterval(() => this.open.forEach((one) => one.beat()), beatEvery);
    this.looking.unref();
    this.beating.unref();
  }

  /** @returns what to call when the stream is over */
  add(stream: OpenStream): () => void {
    this.open.add(stream);
    if (this.isClosed) stream.end();
    return () => void this.open.delete(stream);
  }

  /** Ends the streams of a browser session on all hosts. Where they cannot be told, a stream ends with its access token. */
  async endSession(csrfToken: string): Promise<void> {
    await sql`select pg_notify(${channel}, ${sessionName(csrfToken)})`
      .execute(this.database.acrossMerchants())
      // Signing out must not depend on it.
      .catch(this.onError);
  }

  /** Ends all streams, and each that comes after. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.looking);
    clearInterval(this.beating);
    this.unlisten?.();
    this.endWhere(() => true);
  }

  private endWhere(holds: (stream: OpenStream) => boolean): void {
    for (const one of [...this.open].filter(holds)) one.end();
  }
}
