import { beforeEach, describe, expect, test } from '@jest/globals';
import type { JobContribution } from '../jobs/job.js';
import { installation, jobTimer } from '../jobs/job-address.js';
import { createLogger } from '../observability/logger.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { answerTimer } from './answer-timer.js';

const run = async (): Promise<void> => undefined;
const base = { permission: 'news.tidy', cron: '@daily' };
const jobs: JobContribution[] = [
  { ...base, name: 'tidy', per: 'installation', run },
  { ...base, name: 'sweep', per: 'merchant', run },
];
const timers = [{ name: 'due', permission: 'news.tidy', fire: async () => undefined }];
const news = samplePlugin('news', { contributes: { jobs, timers } }).spec;
const merchantId = 'b7d7a8f0-0000-4000-8000-000000000001';
const next = new Date('2026-11-22T00:00:00Z');

let lines: string[];
let answered: string[];
beforeEach(() => {
  lines = [];
  answered = [];
});

const answer = (hasStarted: boolean) => {
  const scope = {
    pluginId: 'news',
    signal: new AbortController().signal,
    get: () => {
      throw new Error('nothing is bound');
    },
  };
  const list = hasStarted ? jobs.map((job) => ({ spec: news, scope, job })) : [];
  const runner = {
    run: async ({ job }: { job: JobContribution }) => {
      answered.push(`job ${job.name}`);
      return next;
    },
  };
  const fire = async ({ timer }: { timer: string }) => {
    answered.push(`timer ${timer}`);
    return next;
  };
  const logger = createLogger({
    level: 'info',
    destination: { write: (line) => lines.push(line) },
  });
  return answerTimer([news], { runner, list }, fire, logger);
};

describe('a due timer', () => {
  test.each([
    ['due', merchantId, 'x', 'timer due'],
    [jobTimer, installation, 'tidy', 'job tidy'],
    [jobTimer, merchantId, 'sweep', 'job sweep'],
  ])('%s of %s goes to its handler', async (timer, whose, id, what) => {
    const key = { merchantId: whose, id };
    expect(await answer(true)({ plugin: 'news', timer }, key)).toEqual(next);
    expect(answered).toEqual([what]);
    expect(lines).toEqual([]);
  });

  test.each([
    ['gone', 'due', 'x'],
    ['gone', jobTimer, 'tidy'],
    ['news', 'forgotten', 'x'],
    ['news', jobTimer, 'forgotten'],
  ])(
    'of %s, %s %s, that nobody contributes any more ends with a line',
    async (plugin, timer, id) => {
      expect(await answer(true)({ plugin, timer }, { merchantId, id })).toBeUndefined();
      expect(answered).toEqual([]);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/is gone, its timer ends/);
    },
  );

  test('of a job of a plugin that did not start is called again', async () => {
    const key = { merchantId: installation, id: 'tidy' };
    await expect(answer(false)({ plugin: 'news', timer: jobTimer }, key)).rejects.toThrow(
      `plugin 'news' did not start`,
    );
  });

  test('of a job that was of the installation and is of merchants now ends', async () => {
    const of = (whose: string, id: string) =>
      answer(true)({ plugin: 'news', timer: jobTimer }, { merchantId: whose, id });
    expect(await of(installation, 'sweep')).toBeUndefined();
    expect(await of(merchantId, 'tidy')).toBeUndefined();
    expect(answered).toEqual([]);
  });
});
