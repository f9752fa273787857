import { expect, test } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkJobs } from './check-jobs.js';
import type { JobContribution } from './job.js';

const now = new Date('2026-11-21T00:00:00Z');
const faultsOf = (job: Partial<JobContribution>) => {
  const whole = {
    name: 'tidy',
    permission: 'news.tidy',
    cron: '@daily',
    per: 'installation',
    run: async () => undefined,
    ...job,
  } as JobContribution;
  return checkJobs(samplePlugin('news', { contributes: { jobs: [whole] } }).spec, now);
};

test('a job that is right has no fault', () => {
  expect(faultsOf({ timezone: 'Europe/Berlin' })).toEqual([]);
});

test.each<[string, Partial<JobContribution>, RegExp, RegExp]>([
  ['cron', { cron: '61 * * * *' }, /'tidy' has the cron '61 \* \* \* \*'/, /30 2 \* \* \*/],
  ['zone', { timezone: 'Mars/Olympus' }, /time zone 'Mars\/Olympus'/, /Europe\/Berlin/],
  ['name', { name: 'Tidy Up' }, /'Tidy Up' has a name/, /lower-case/],
  ['per', { per: 'planet' as 'merchant' }, /per 'planet'/, /installation, merchant/],
])('a bad %s is a fault with plugin, cause and cure', (_what, job, cause, cure) => {
  expect(faultsOf(job)).toEqual([
    {
      plugin: 'news',
      cause: expect.stringMatching(cause),
      cure: expect.stringMatching(cure),
    },
  ]);
});
