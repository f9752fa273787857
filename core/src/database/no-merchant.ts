/** Stands where a merchant would be for what belongs to none: the nil UUID (RFC 9562), which no merchant has. */
export const noMerchant = '00000000-0000-0000-0000-000000000000';
