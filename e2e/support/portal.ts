import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { password } from './people.js';

type Language = 'en' | 'ar' | 'he';
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

interface SignIn {
  readonly language?: Language;
  readonly path?: string;
  readonly width?: number;
  /** A session of one's own, which may be ended: nobody who signs in later gets it. */
  readonly apart?: boolean;
}

/** The sessions of those who have signed in, by platform and person. */
const sessions = new Map<string, Cookies>();

/** A person at the portal: a browser context of their own, signed in through the identity provider. */
export class Portal {
  readonly complaints: string[] = [];
  private expected: RegExp | undefined;

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    // A page without a session asks once and is sent to the login: that 401 is no fault.
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() !== 'error' || /status of 401/.test(text)) return;
      if (!this.expected?.test(text)) this.complaints.push(text);
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  /** Through the login page the first time and when it is to be a session apart, else with the session of the first time. */
  static async signIn(
    browser: Browser,
    url: string,
    email: string,
    options: SignIn = {},
  ): Promise<Portal> {
    const { language = 'en', path = '/', width = 1280, apart = false } = options;
    const context = await browser.newContext({
      baseURL: url,
      locale: language,
      // Panels are where they will be: nothing is clicked, judged or pictured on its way.
      reducedMotion: 'reduce',
      viewport: { width, height: 800 },
    });
    const portal = new Portal(await context.newPage(), context);
    const { page } = portal;
    const name = `${url} ${email}`;
    const session = apart ? undefined : sessions.get(name);
    if (session) await context.addCookies(session);
    await page.goto(path);
    if (!session) await logIn(page, url, email);
    await expect(page.locator('h1')).toBeVisible();
    if (!apart) sessions.set(name, await context.cookies());
    return portal;
  }

  /** A refusal that the browser tells of and a test means to get. */
  expects(refusal: RegExp): void {
    this.expected = refusal;
  }

  /** WCAG 2.2 A and AA, without exceptions. */
  async expectAccessible(): Promise<void> {
    await this.settled();
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      // Judges within the page; the other way opens an empty page each time, for frames of other origins, of which there are none.
      .setLegacyMode()
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    ).toEqual([]);
  }

  /** What fades in has less contrast than it will have. */
  private async settled(): Promise<void> {
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every(
          (one) =>
            one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity,
        ),
    );
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: `test-results/screens/${name}.png` });
  }

  async close(): Promise<void> {
    expect(this.complaints).toEqual([]);
    await this.context.close();
  }
}

const logIn = async (page: Page, url: string, email: string): Promise<void> => {
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((current) => current.href.startsWith(url));
};
