export const roles = [
  'platform-admin',
  'merchant-admin',
  'merchant-viewer',
  'customer',
  'service',
] as const;
export type Role = (typeof roles)[number];

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

export interface MerchantGrant {
  readonly id: string;
  readonly name: string;
}

/** The verified holder of an access token. */
export interface Principal {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly merchants: readonly MerchantGrant[];
}
