/** Stands in the built index.html for the nonce that the server puts into each answer. */
export const CSP_NONCE_PLACEHOLDER = 'PROMENADE_CSP_NONCE';
