import { describe, expect, it } from '@jest/globals';
import {
  type PromotionEventStatus,
  refusalToEdit,
  refusalToPublish,
  refusalToUnpublish,
} from './promotion-event-status.js';

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

describe('refusalToUnpublish', () => {
  it.each([
    ['DRAFT', 'event-not-published'],
    ['PUBLISHED', undefined],
    ['EXPIRED', 'event-expired'],
  ] as const)('answers %s with %s', (status, refusal) => {
    expect(refusalToUnpublish({ status })).toBe(refusal);
  });
});

describe('refusalToEdit', () => {
  const edit = (
    status: PromotionEventStatus,
    changes: { timezone?: string } = {},
    publishedAt: Date | null = status === 'DRAFT' ? null : now,
  ) => refusalToEdit({ status, timezone: 'Asia/Jerusalem', publishedAt }, changes);

  it('refuses what is expired', () => {
    expect(edit('DRAFT')).toBeUndefined();
    expect(edit('PUBLISHED')).toBeUndefined();
    expect(edit('EXPIRED')).toBe('event-expired');
  });

  it('refuses another zone once the event was published', () => {
    expect(edit('DRAFT', { timezone: 'Asia/Tokyo' })).toBeUndefined();
    expect(edit('PUBLISHED', { timezone: 'Asia/Jerusalem' })).toBeUndefined();
    expect(edit('PUBLISHED', { timezone: 'Asia/Tokyo' })).toBe('event-zone-fixed');
    expect(edit('DRAFT', { timezone: 'Asia/Tokyo' }, now)).toBe('event-zone-fixed');
  });
});
