import type { Principal } from './principal.js';

/** How long a token is believed without looking at its signature again, milliseconds; the keys themselves are kept for longer. */
const trustFor = 60_000;
const mostKept = 5_000;

/** Tokens whose signature was checked a moment ago: whoever uses one sends it with every request. */
export class VerifiedTokens {
  private readonly kept = new Map<
    string,
    { readonly principal: Principal; readonly until: number }
  >();

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  /** @returns undefined when the token is to be verified */
  find(token: string): Principal | undefined {
    const found = this.kept.get(token);
    if (found && this.now() < found.until) return found.principal;
    this.kept.delete(token);
    return undefined;
  }

  keep(token: string, principal: Principal): void {
    const until = Math.min(this.now() + trustFor, principal.expiresAt ?? 0);
    this.kept.delete(token);
    this.kept.set(token, { principal, until });
    if (this.kept.size <= mostKept) return;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined) this.kept.delete(oldest);
  }
}
