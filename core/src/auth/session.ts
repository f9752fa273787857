import { parseCookie, stringifySetCookie } from 'cookie';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { hostCookieName } from './host-cookie-name.js';

/** What the session cookie carries, encrypted; the browser's script never sees a token. */
const sessionSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  /** Epoch seconds. */
  expires_at: z.number(),
  csrf_token: z.string(),
});
export type Session = z.output<typeof sessionSchema>;

/** How long a browser stays signed in without a visit, in seconds. */
const idleSeconds = 12 * 60 * 60;
/** Browsers drop cookies above 4,096 bytes; a longer session is cut into numbered cookies. */
const chunkLength = 3_500;

/** Seals and opens session cookies with a 256-bit key shared by all hosts of an installation. */
export class SessionCookies {
  private readonly name: string;

  constructor(
    private readonly key: Uint8Array,
    private readonly secure: boolean,
  ) {
    this.name = hostCookieName('promenade_session', secure);
  }

  async seal(session: Session): Promise<string[]> {
    const sealed = await new EncryptJWT({ session })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${idleSeconds}s`)
      .encrypt(this.key);
    const chunks = sealed.match(new RegExp(`.{1,${chunkLength}}`, 'g')) ?? [];
    return [
      ...chunks.map((chunk, index) => this.cookie(index, chunk, idleSeconds)),
      // Where a longer session stood before, its next cookie would be taken for a part of this one.
      this.cookie(chunks.length, '', 0),
    ];
  }

  /** @returns undefined for no session, a foreign or an expired one. */
  async open(cookieHeader: string | undefined): Promise<Session | undefined> {
    const cookies = parseCookie(cookieHeader ?? '');
    let sealed = '';
    for (let index = 0; cookies[`${this.name}_${index}`]; index += 1) {
      sealed += cookies[`${this.name}_${index}`];
    }
    if (sealed === '') return undefined;
    try {
      const { payload } = await jwtDecrypt(sealed, this.key);
      return sessionSchema.parse(payload.session);
    } catch {
      // Whatever cannot be opened is no session; the caller then signs in anew.
      return undefined;
    }
  }

  clear(cookieHeader: string | undefined): string[] {
    return Object.keys(parseCookie(cookieHeader ?? ''))
      .filter((name) => name.startsWith(`${this.name}_`))
      .map((name) => this.cookie(Number(name.slice(this.name.length + 1)), '', 0));
  }

  private cookie(index: number, value: string, maxAge: number): string {
    return stringifySetCookie({
      name: `${this.name}_${index}`,
      value,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
      path: '/',
      maxAge,
    });
  }
}
