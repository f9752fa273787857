/** A merchant that the bearer may act for. */
export interface MerchantClaim {
  id: string;
  name: string;
}

/** What an access token says about its subject besides the registered claims. */
export interface AccessTokenClaims {
  roles: readonly string[];
  merchants: readonly MerchantClaim[];
  name?: string;
  /** BCP 47 tag. */
  locale?: string;
}

/** The claims alone, in the one shape that both the provider and `signAccessToken` use. */
export function accessTokenClaims({ roles, merchants, name, locale }: AccessTokenClaims) {
  return {
    roles: [...roles],
    merchants: merchants.map((merchant) => ({ id: merchant.id, name: merchant.name })),
    ...(name !== undefined && { name }),
    ...(locale !== undefined && { locale }),
  };
}
