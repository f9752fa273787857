import { describe, expect, test } from '@jest/globals';
import { Circuit } from './circuit.js';

const circuit = () => {
  const clock = { now: 0 };
  return { clock, subject: new Circuit(() => clock.now) };
};

describe('a circuit', () => {
  test('opens after three failures in a row, not before', () => {
    const { subject } = circuit();
    subject.failed();
    subject.failed();
    subject.succeeded();
    subject.failed();
    subject.failed();
    expect(subject.admits()).toBe(true);
    subject.failed();
    expect(subject.isOpen).toBe(true);
    expect(subject.admits()).toBe(false);
  });

  test('lets one call a second through while open, and closes when that succeeds', () => {
    const { clock, subject } = circuit();
    for (let failure = 0; failure < 3; failure += 1) subject.failed();
    clock.now = 999;
    expect(subject.admits()).toBe(false);
    clock.now = 1_000;
    expect([subject.admits(), subject.admits()]).toEqual([true, false]);
    subject.failed();
    clock.now = 1_999;
    expect(subject.admits()).toBe(false);
    clock.now = 2_000;
    expect(subject.admits()).toBe(true);
    subject.succeeded();
    expect([subject.isOpen, subject.admits()]).toEqual([false, true]);
  });
});
