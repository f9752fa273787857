import { describe, expect, test } from '@jest/globals';
import { parseArguments } from './arguments.mjs';

const NAMES = ['postgres', 'redis-cache', 'redis-keys', 'kafka'];
const parse = (line) => parseArguments(line.split(' ').filter(Boolean), NAMES);

describe('parseArguments', () => {
  test('means all services where none is named', () => {
    expect(parse('up')).toEqual({
      command: 'up',
      names: NAMES,
      whole: true,
      docker: false,
      purge: false,
      json: false,
      report: undefined,
    });
  });

  test.each(['up --only kafka,redis', 'up --only=redis,kafka', 'up --only redis-keys,kafka,redis'])(
    '%s: redis stands for both',
    (line) => {
      expect(parse(line)).toMatchObject({
        names: ['redis-cache', 'redis-keys', 'kafka'],
        whole: false,
      });
    },
  );

  test('takes options of the command', () => {
    expect(parse('down --purge')).toMatchObject({ command: 'down', purge: true });
    expect(parse('status --json')).toMatchObject({ command: 'status', json: true });
    expect(parse('up --docker')).toMatchObject({ command: 'up', docker: true });
    expect(parse('up --report r.json --only kafka')).toMatchObject({
      names: ['kafka'],
      report: 'r.json',
    });
  });

  test.each([
    ['', 'A command is missing.'],
    ['start', 'No command start.'],
    ['up --purge', 'up has no option --purge.'],
    ['up kafka', 'up has no option kafka.'],
    ['up --only', '--only needs names.'],
    ['up --report', '--report needs a file.'],
    ['down --report r.json', 'down has no option --report.'],
    ['up --only mysql', 'No service mysql; there are postgres, redis-cache, redis-keys, kafka.'],
  ])('%j is refused: %s', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});
