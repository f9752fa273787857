/**
 * The roles of a Promenade database. The owner migrates; the application role owns nothing and cannot
 * bypass row-level security; the relay reads the outbox and enablement across merchants.
 */
export const databaseRoles = {
  owner: 'promenade_owner',
  application: 'promenade_app',
  relay: 'promenade_relay',
} as const;

/** One connection string a role (`postgresql://role:password@host:port/database`). */
export interface DatabaseUrls {
  readonly owner: string;
  readonly application: string;
  readonly relay: string;
}
