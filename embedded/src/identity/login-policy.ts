import { interactionPolicy } from 'oidc-provider';
import type { UserDirectory } from './user-directory.js';

const { Check } = interactionPolicy;

/** Login is the only thing ever asked of a user, and again when a session's user is gone. */
export function loginPolicy(directory: UserDirectory) {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.get('login')?.checks.add(
    new Check('unknown_account', 'the account of the session does not exist', ({ oidc }) => {
      const id = oidc.session?.accountId;
      return id !== undefined && !directory.find(id)
        ? Check.REQUEST_PROMPT
        : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return policy;
}
