interface Cookie {
  name: string;
  value: string;
  path: string;
}

export interface Visit {
  url: URL;
  status: number;
  headers: Headers;
  body: string;
}

/**
 * As much of a browser as a login needs: cookies by path, redirects, posted forms. It stops before
 * it would leave `home`, and then tells the address that it was sent to, with status 0.
 */
export class FetchBrowser {
  private cookies: Cookie[] = [];

  constructor(
    private readonly home: string,
    private readonly language = 'en',
  ) {}

  visit(url: string | URL): Promise<Visit> {
    return this.go(new URL(url));
  }

  submit(
    url: string | URL,
    fields: Record<string, string>,
    origin: string = this.home,
  ): Promise<Visit> {
    return this.go(new URL(url), { origin, body: new URLSearchParams(fields) });
  }

  private async go(url: URL, form?: { origin: string; body: URLSearchParams }): Promise<Visit> {
    if (url.origin !== this.home) return { url, status: 0, headers: new Headers(), body: '' };
    const headers = {
      accept: 'text/html',
      'accept-language': this.language,
      cookie: this.cookiesFor(url),
      ...(form && { origin: form.origin }),
    };
    const request = form ? { method: 'POST', body: form.body } : { method: 'GET' };
    const response = await fetch(url, { ...request, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const location = response.headers.get('location');
    const body = await response.text();
    if (location && response.status >= 300 && response.status < 400) {
      return this.go(new URL(location, url));
    }
    return { url, status: response.status, headers: response.headers, body };
  }

  private cookiesFor({ pathname }: URL): string {
    return this.cookies
      .filter(({ path }) => pathname === path || pathname.startsWith(path.replace(/\/?$/, '/')))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const attribute = (key: string) =>
      attributes.find((each) => each.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const path = attribute('path') ?? '/';
    this.cookies = this.cookies.filter((each) => each.name !== name || each.path !== path);
    const expires = attribute('expires');
    if (expires && Date.parse(expires) <= Date.now()) return;
    this.cookies.push({ name, value, path });
  }
}
