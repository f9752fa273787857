import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Container } from 'inversify';
import { createLogger } from '../observability/logger.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { StartLedger } from './start-ledger.js';
import { startPlugins } from './start-plugins.js';

const never = (): Promise<never> => new Promise(() => undefined);

describe('startPlugins', () => {
  it('leaves out a plugin whose start hangs, even when its stop hangs too, and starts the others', async () => {
    const journal: string[] = [];
    const lines: string[] = [];
    const { spec: hanging } = samplePlugin('hanging', {
      lifecycle: {
        start: never,
        stop: () => {
          journal.push('stop hanging');
          return never();
        },
      },
    });
    const { spec: sound } = samplePlugin('sound');
    const logger = createLogger({
      level: 'info',
      destination: { write: (line) => lines.push(line) },
    });
    const { started, failed } = await startPlugins({
      ledger: new StartLedger(logger),
      specs: [hanging, sound],
      coreOf: () => new Container(),
      migrations: [],
      logger,
      signal: new AbortController().signal,
      fakes: [],
      startDeadline: 50,
    });
    expect(journal).toEqual(['stop hanging']);
    expect(failed).toEqual([{ spec: hanging, reason: 'its start took longer than 0.05 s' }]);
    expect(started.map(({ spec }) => spec.id)).toEqual(['sound']);
    expect(lines.join()).toContain('its stop hangs too');
  });
});
