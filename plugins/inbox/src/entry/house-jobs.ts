import type { JobContribution } from '@promenade/core';
import { Housekeeping } from '../service/housekeeping.js';

/** What keeps the days of messages in order, each hour: partitions first, then what merchants have beside them. */
export const houseJobs: readonly JobContribution[] = [
  {
    name: 'keep-days',
    permission: 'inbox.days.keep',
    cron: '5 * * * *',
    atStart: true,
    per: 'installation',
    run: (scope, { signal }) => scope.get(Housekeeping).keepDays(signal),
  },
  {
    name: 'forget-days',
    permission: 'inbox.days.keep',
    cron: '35 * * * *',
    per: 'merchant',
    run: (scope, { merchantId }) => scope.get(Housekeeping).forgetDays(merchantId),
  },
];
