/**
 * The roles of a Promenade database. The owner migrates; the application role owns nothing and cannot
 * bypass row-level security; the relay reads the outbox and enablement across merchants; fan-out inserts many rows at once
 * by COPY, which row-level security refuses: it bypasses it, may do nothing but insert, and never names the merchant.
 */
export const databaseRoles = {
  owner: 'promenade_owner',
  application: 'promenade_app',
  relay: 'promenade_relay',
  fanOut: 'promenade_fanout',
} as const;

/** One connection string a role (`postgresql://role:password@host:port/database`). */
export interface DatabaseUrls {
  readonly owner: string;
  readonly application: string;
  readonly relay: string;
  readonly fanOut: string;
}
