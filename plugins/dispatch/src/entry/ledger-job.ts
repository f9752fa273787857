import type { JobContribution } from '@promenade/core';
import { LedgerHousekeeping } from '../service/ledger-housekeeping.js';

/** Removes what is kept of days that are long gone; at a time when few days are due. */
export const forgetLedger: JobContribution = {
  name: 'forget-ledger',
  permission: 'dispatch.ledger.keep',
  cron: '50 3 * * *',
  per: 'merchant',
  run: (scope, { merchantId, signal }) => scope.get(LedgerHousekeeping).run(merchantId, signal),
};
