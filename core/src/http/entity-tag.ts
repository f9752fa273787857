import { coreError } from '../errors/core-errors.js';

export const entityTag = (version: number): string => `"${version}"`;

/** @throws if-match-required when absent; invalid-if-match when it is no single strong version tag. */
export const expectedVersionOf = (ifMatch: string | undefined): number => {
  if (ifMatch === undefined) throw coreError('if-match-required');
  const version = /^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) throw coreError('invalid-if-match');
  return Number(version);
};
