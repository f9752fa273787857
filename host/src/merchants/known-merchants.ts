/** Names of the merchants that the embedded identity provider knows from the start. */
export const knownMerchants = ['acme', 'globex'] as const;
