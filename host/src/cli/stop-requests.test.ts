import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { StopRequested, stopRequests } from './stop-requests.js';

const setUp = () => {
  const emitter = new EventEmitter();
  let time = 1_000;
  let impatient = 0;
  const requests = stopRequests(
    emitter as unknown as NodeJS.Process,
    () => {
      impatient += 1;
    },
    () => time,
  );
  return {
    emitter,
    requests,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    impatient: () => impatient,
  };
};

test('the first signal asks to stop', () => {
  const { emitter, requests, impatient } = setUp();
  expect(requests.signal.aborted).toBe(false);
  emitter.emit('SIGTERM');
  expect(requests.signal.reason).toBeInstanceOf(StopRequested);
  expect(impatient()).toBe(0);
});

test('one Ctrl-C that arrives twice is one request', () => {
  const { emitter, pass, impatient } = setUp();
  emitter.emit('SIGINT');
  pass(20);
  emitter.emit('SIGINT');
  expect(impatient()).toBe(0);
});

test('a second Ctrl-C forces', () => {
  const { emitter, pass, impatient } = setUp();
  emitter.emit('SIGINT');
  pass(800);
  emitter.emit('SIGINT');
  expect(impatient()).toBe(1);
});

test('leaves no listener behind', () => {
  const { emitter, requests } = setUp();
  requests.dispose();
  expect(emitter.eventNames()).toEqual([]);
});
