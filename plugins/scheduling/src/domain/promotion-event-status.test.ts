import { describe, expect, it } from '@jest/globals';
import { refusalToEdit, refusalToPublish } from './promotion-event-status.js';

const now = new Date('2026-11-21T12:00:00Z');
const later = new Date('2026-11-22T12:00:00Z');

describe('refusalToPublish', () => {
  it('lets a draft go whose window is not over', () => {
    expect(refusalToPublish({ status: 'DRAFT', end: later }, now)).toBeUndefined();
  });

  it.each([
    ['PUBLISHED', later, 'event-already-published'],
    ['EXPIRED', later, 'event-expired'],
    ['DRAFT', now, 'event-window-over'],
  ] as const)('refuses %s until %s: %s', (status, end, refusal) => {
    expect(refusalToPublish({ status, end }, now)).toBe(refusal);
  });
});

describe('refusalToEdit', () => {
  it('refuses only what is expired', () => {
    expect(refusalToEdit('DRAFT')).toBeUndefined();
    expect(refusalToEdit('PUBLISHED')).toBeUndefined();
    expect(refusalToEdit('EXPIRED')).toBe('event-expired');
  });
});
