/** The roles that a token may carry; `service` is also what event handlers, jobs and timers act as. */
export const roles = [
  'platform-admin',
  'merchant-admin',
  'merchant-viewer',
  'customer',
  'service',
] as const;
export type Role = (typeof roles)[number];

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

/** A merchant that a token is good for. */
export interface MerchantGrant {
  /** UUID in lower case. */
  readonly id: string;
  readonly name: string;
}

/** The verified holder of an access token. */
export interface Principal {
  /** The claim `sub`; for a customer, the customer's id. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly merchants: readonly MerchantGrant[];
  /** When the token expires, in epoch milliseconds. */
  readonly expiresAt?: number;
}
