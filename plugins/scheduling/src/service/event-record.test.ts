import { describe, expect, it } from '@jest/globals';
import type { Audience } from '../domain/audience.js';
import { PromotionEvent } from '../store/promotion-event.js';
import { eventRecord } from './event-record.js';

const eventFor = (audience: Audience): PromotionEvent =>
  Object.assign(new PromotionEvent(), { version: 3, audience });

describe('eventRecord', () => {
  it('says for whom the event is', () => {
    expect(eventRecord(eventFor({ kind: 'everyone' }))).toMatchObject({
      version: 3,
      audience: { kind: 'EVERYONE' },
    });
  });

  it.each<[Audience, object]>([
    [
      { kind: 'tiers', tier_ids: ['gold'] },
      { kind: 'TIERS', names: ['gold'], customers: [] },
    ],
    [
      { kind: 'locales', locales: ['ar'] },
      { kind: 'LOCALES', names: ['ar'], customers: [] },
    ],
    [
      { kind: 'segments', segments: ['new'] },
      { kind: 'SEGMENTS', names: ['new'], customers: [] },
    ],
    [
      { kind: 'list', customer_ids: ['a'] },
      { kind: 'LIST', names: [], customers: ['a'] },
    ],
  ])('names those of %j', (audience, told) => {
    expect(eventRecord(eventFor(audience)).audience).toEqual(told);
  });

  it('does not take an audience that it does not know for everyone', () => {
    const stored = JSON.parse('{ "kind": "gold-tier" }') as Audience;
    expect(() => eventRecord(eventFor(stored))).toThrow('unknown audience "gold-tier"');
  });
});
