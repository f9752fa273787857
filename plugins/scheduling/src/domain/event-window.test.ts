import { describe, expect, it } from '@jest/globals';
import { windowFault } from './event-window.js';

const start = new Date('2027-12-01T00:00:00Z');
const faultOf = (end: string) => windowFault({ start, end: new Date(end) })?.code;

describe('windowFault', () => {
  it('takes windows from a millisecond to 366 days', () => {
    expect(faultOf('2027-12-01T00:00:00.001Z')).toBeUndefined();
    expect(faultOf('2028-12-01T00:00:00Z')).toBeUndefined();
  });

  it('refuses an end that does not follow the start, and a window of more than 366 days', () => {
    expect(faultOf('2027-12-01T00:00:00Z')).toBe('end-before-start');
    expect(faultOf('2028-12-01T00:00:00.001Z')).toBe('window-too-long');
  });
});
