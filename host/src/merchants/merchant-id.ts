import { v5 as uuidv5 } from 'uuid';
import { z } from 'zod';
import type { LoadedConfig } from '../config/load-config.js';
import { OperatorError } from '../operator-error.js';
import { knownMerchants } from './known-merchants.js';

/** Where the ids of embedded merchants come from; fixed, so that a name always means the same merchant. */
const namespace = '0b6f2a1e-6d0c-4c55-9d5c-6a2f5b7e9a11';

const namePattern = /^[a-z][a-z0-9-]{0,62}$/;

/** The id of a merchant of the embedded identity provider by its name, UUID v5. */
export const merchantIdOf = (name: string): string => uuidv5(name.toLowerCase(), namespace);

/**
 * Reads `--merchant`: a UUID, or, with the embedded identity provider, a name that it knows.
 * @param options.mayBeNew lets a name stand for a merchant that is yet to be made
 * @throws OperatorError for anything else
 */
export const readMerchant = (
  text: string,
  { embedded }: Pick<LoadedConfig, 'embedded'>,
  { mayBeNew = false }: { readonly mayBeNew?: boolean } = {},
): { readonly id: string; readonly name: string } => {
  const value = text.trim().toLowerCase();
  if (z.guid().safeParse(value).success) return { id: value, name: value };
  if (!embedded.identity) {
    throw new OperatorError(
      `'${text}' is not the id of a merchant`,
      'Give the UUID that your identity provider has for it; names work with the embedded provider only.',
    );
  }
  if (!namePattern.test(value)) {
    throw new OperatorError(
      `'${text}' is neither a UUID nor the name of a merchant`,
      'A name is a letter, then letters, digits and -, at most 63 in all.',
    );
  }
  if (!mayBeNew && !knownMerchants.some((name) => name === value)) {
    throw new OperatorError(
      `there is no merchant named '${text}'`,
      `Known by name: ${knownMerchants.join(', ')}. Any other is given as its UUID.`,
    );
  }
  return { id: merchantIdOf(value), name: value };
};
