import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { parseSetCookie } from 'cookie';
import { type Session, SessionCookies } from './session.js';

const key = randomBytes(32);
const cookies = new SessionCookies(key, true);
const sessionOf = (length = 100): Session => ({
  access_token: randomBytes(length).toString('base64url').slice(0, length),
  refresh_token: 'refresh',
  expires_at: 2_000_000_000,
  csrf_token: 'csrf',
});

/** Keeps cookies as a browser does: the same name replaces, an age of zero removes. */
class Jar {
  private readonly kept = new Map<string, string>();

  take(setCookies: readonly string[]): this {
    for (const { name, value, maxAge } of setCookies.map((one) => parseSetCookie(one))) {
      if (maxAge === 0) this.kept.delete(name);
      else this.kept.set(name, value ?? '');
    }
    return this;
  }

  get size(): number {
    return this.kept.size;
  }

  get header(): string {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

afterEach(() => {
  jest.useRealTimers();
});

describe('SessionCookies', () => {
  it('opens what it sealed', async () => {
    const session = sessionOf();
    const { header } = new Jar().take(await cookies.seal(session));
    expect(header).not.toContain(session.access_token);
    expect(await cookies.open(`theme=dark; ${header}`)).toEqual(session);
  });

  it('keeps the cookie from scripts, from other sites and from plain HTTP', async () => {
    for (const one of await cookies.seal(sessionOf())) {
      expect(one).toMatch(/HttpOnly/i);
      expect(one).toMatch(/SameSite=Lax/i);
      expect(one).toMatch(/Secure/i);
      expect(one).toMatch(/^__Host-promenade_session_\d=.*Path=\//);
      expect(one).not.toMatch(/Domain/i);
    }
    const plain = await new SessionCookies(key, false).seal(sessionOf());
    expect(plain.join()).not.toMatch(/Secure|__Host-/i);
  });

  it('cuts a long session into cookies that browsers keep, in any order', async () => {
    const session = sessionOf(9_000);
    const sealed = await cookies.seal(session);
    for (const one of sealed) expect(one.length).toBeLessThan(4_096);
    const jar = new Jar().take(sealed);
    expect(jar.size).toBeGreaterThan(2);
    expect(await cookies.open(jar.header)).toEqual(session);
    expect(await cookies.open(jar.header.split('; ').reverse().join('; '))).toEqual(session);
  });

  it('replaces a longer session by a shorter one, and the other way round', async () => {
    const jar = new Jar();
    for (const length of [9_000, 100, 5_000, 2_000, 9_000]) {
      const session = sessionOf(length);
      jar.take(await cookies.seal(session));
      expect(await cookies.open(jar.header)).toEqual(session);
    }
  });

  it('finds no session where a part is missing, changed or sealed by another', async () => {
    const { header } = new Jar().take(await cookies.seal(sessionOf(5_000)));
    const [first = '', second = ''] = header.split('; ');
    const changed = `${first.slice(0, -5)}${first.slice(-5) === 'AAAAA' ? 'BBBBB' : 'AAAAA'}`;
    const foreign = await new SessionCookies(randomBytes(32), true).seal(sessionOf());
    for (const sent of [
      undefined,
      '',
      first,
      second,
      `${changed}; ${second}`,
      new Jar().take(foreign).header,
      '__Host-promenade_session_0=garbage',
      '__Host-promenade_session_0=eyJhbGciOiJub25lIn0..;',
    ]) {
      expect(await cookies.open(sent)).toBeUndefined();
    }
  });

  it('forgets a session that was not used for twelve hours', async () => {
    const { header } = new Jar().take(await cookies.seal(sessionOf()));
    jest.useFakeTimers({ now: Date.now() + 11 * 3_600_000, doNotFake: ['nextTick'] });
    expect(await cookies.open(header)).toBeDefined();
    jest.setSystemTime(Date.now() + 2 * 3_600_000);
    expect(await cookies.open(header)).toBeUndefined();
  });

  it('clears every cookie of the session and no other', async () => {
    const jar = new Jar().take(await cookies.seal(sessionOf(9_000)));
    jar.take(['theme=dark; Max-Age=60']);
    jar.take(cookies.clear(jar.header));
    expect(jar.header).toBe('theme=dark');
  });
});
