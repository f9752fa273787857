import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccessTokenClaims, MerchantClaim } from '../keys/access-token-claims.js';
import type { IdentityUser } from './identity-options.js';

export interface Account extends AccessTokenClaims {
  id: string;
  email: string;
  name: string;
}

export interface UserDirectory {
  find(id: string): Account | undefined;
  /** The account, if the password is right. Takes the same time whether the email is known. */
  authenticate(email: string, password: string): Account | undefined;
}

/**
 * @throws Error for an id or email that occurs twice, an empty password, an unknown merchant
 */
export function userDirectory(
  users: readonly IdentityUser[],
  merchants: readonly MerchantClaim[],
): UserDirectory {
  const pepper = randomBytes(32);
  const digest = (text: string) => createHmac('sha256', pepper).update(text).digest();
  const byId = new Map<string, Account>();
  const byEmail = new Map<string, { account: Account; password: Buffer }>();

  for (const user of users) {
    const email = normalized(user.email);
    if (byId.has(user.id)) throw new Error(`Two users have the id ${user.id}`);
    if (byEmail.has(email)) throw new Error(`Two users have the email ${user.email}`);
    if (user.password === '') throw new Error(`User ${user.id} has no password`);
    const account = accountOf(user, merchants);
    byId.set(user.id, account);
    byEmail.set(email, { account, password: digest(user.password) });
  }

  const nobody = randomBytes(32);
  return {
    find: (id) => byId.get(id),
    authenticate(email, password) {
      const found = byEmail.get(normalized(email));
      const matches = timingSafeEqual(found?.password ?? nobody, digest(password));
      return matches ? found?.account : undefined;
    },
  };
}

const normalized = (email: string) => email.trim().toLowerCase();

function accountOf(user: IdentityUser, merchants: readonly MerchantClaim[]): Account {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    roles: user.roles,
    merchants: user.merchants.map((id) => {
      const merchant = merchants.find((each) => each.id === id);
      if (!merchant) throw new Error(`User ${user.id} names the unknown merchant ${id}`);
      return merchant;
    }),
    ...(user.locale !== undefined && { locale: user.locale }),
  };
}
