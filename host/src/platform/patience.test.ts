import { describe, expect, it } from '@jest/globals';
import { NotReadyError, Patience } from './patience.js';

const service = { what: 'PostgreSQL', where: 'db:5432/shop', setting: 'database.owner_url' };

const patienceOf = (seconds: number) => {
  const told: string[] = [];
  const logged: object[] = [];
  const stopping = new AbortController();
  const patience = new Patience({
    seconds,
    logger: { warn: (line: object) => void logged.push(line) },
    onWaiting: (text) => told.push(text),
    signal: stopping.signal,
  });
  return { patience, told, logged, stopping };
};

/** Fails so many times, and then answers. */
const failing = (times: number, error: Error) => {
  let tries = 0;
  return async (): Promise<number> => {
    tries += 1;
    if (tries <= times) throw error;
    return tries;
  };
};
const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('Patience', () => {
  it('tries until it works, and tells once in a while what it waits for and where', async () => {
    const { patience, told, logged } = patienceOf(60);
    expect(await patience.until(service, failing(2, away))).toBe(3);
    expect(told).toEqual([
      'Waiting for PostgreSQL at db:5432/shop, 60 s more (connect ECONNREFUSED)',
    ]);
    expect(logged).toEqual([
      {
        where: 'db:5432/shop',
        setting: 'database.owner_url',
        reason: 'connect ECONNREFUSED',
        seconds_left: expect.any(Number),
      },
    ]);
  });

  it('ends when the time is over, with what was wrong and what to do', async () => {
    const { patience } = patienceOf(0.3);
    await expect(patience.until(service, failing(Infinity, away))).rejects.toMatchObject({
      name: 'OperatorError',
      message: 'PostgreSQL at db:5432/shop could not be used within 0.3 s: connect ECONNREFUSED',
      cure: expect.stringContaining("'database.owner_url'"),
    });
  });

  it('does not wait for what does not pass', async () => {
    const { patience, told } = patienceOf(60);
    const refused = Object.assign(new Error('password authentication failed'), { code: '28P01' });
    await expect(patience.until(service, failing(1, refused))).rejects.toBe(refused);
    expect(told).toEqual([]);
    const starting = failing(1, new NotReadyError('it answers 503'));
    expect(await patience.until(service, starting)).toBe(2);
  });

  it('takes another word for what passes', async () => {
    const { patience } = patienceOf(60);
    const odd = new Error('odd');
    expect(await patience.until(service, failing(1, odd), (error) => error === odd)).toBe(2);
  });

  it('ends at once when the start is given up, in the midst of a question too', async () => {
    const { patience, stopping } = patienceOf(60);
    const reason = new Error('asked to stop');
    const pausing = patience.until(service, failing(Infinity, away));
    const asking = patience.untilAnswered(service, () => new Promise<never>(() => undefined));
    stopping.abort(reason);
    await expect(pausing).rejects.toBe(reason);
    await expect(asking).rejects.toBe(reason);
  });
});
