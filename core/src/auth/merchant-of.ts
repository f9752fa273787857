import { coreError } from '../errors/core-errors.js';
import type { Principal } from './principal.js';

/**
 * A merchant's id, or the only one that the principal has.
 * @param orFirst takes the first one where the principal has several and none is selected
 * @throws merchant-not-allowed, merchant-required.
 */
export const merchantOf = (
  principal: Principal,
  selected: string | undefined,
  orFirst = false,
): string => {
  if (selected !== undefined && selected !== '') {
    const grant = principal.merchants.find(({ id }) => id === selected.toLowerCase());
    if (!grant) throw coreError('merchant-not-allowed');
    return grant.id;
  }
  const [only, ...others] = principal.merchants;
  if (!only) throw coreError('merchant-not-allowed');
  if (others.length > 0 && !orFirst) throw coreError('merchant-required');
  return only.id;
};
