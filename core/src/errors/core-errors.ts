import { defineErrors } from './promenade-error.js';

/** The errors of the platform itself; their texts are in `core/locales` under the namespace `core`. */
export const coreError = defineErrors('core', {
  'validation-failed': 'invalid',
  'malformed-json': 'invalid',
  'malformed-request': 'invalid',
  'unsupported-media-type': 'unsupported',
  'invalid-cursor': 'invalid',
  'invalid-if-match': 'invalid',
  'body-too-large': 'too-large',
  unauthenticated: 'unauthenticated',
  'identity-unavailable': 'unavailable',
  'csrf-token-missing': 'forbidden',
  'merchant-not-allowed': 'forbidden',
  'merchant-required': 'invalid',
  'permission-denied': 'forbidden',
  'plugin-not-enabled': 'not-found',
  'plugin-not-found': 'not-found',
  'plugin-always-on': 'conflict',
  'plugin-requires': 'conflict',
  'route-not-found': 'not-found',
  'version-mismatch': 'precondition-failed',
  'if-match-required': 'precondition-required',
  'enablement-unknown': 'unavailable',
  'rate-limited': 'rate-limited',
  internal: 'internal',
});
