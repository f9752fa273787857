import { defineErrors } from '@promenade/core';

/** Errors of this plugin; their texts are in `locales/`. */
export const tierError = defineErrors('campaign-vip', {
  'tier-not-found': 'not-found',
  'tier-exists': 'conflict',
});
