import { describe, expect, it } from '@jest/globals';
import type { Audience } from '../domain/promotion-event-fields.js';
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

  it('does not take an audience that it does not know for everyone', () => {
    const stored = JSON.parse('{ "kind": "gold-tier" }') as Audience;
    expect(() => eventRecord(eventFor(stored))).toThrow('unknown audience "gold-tier"');
  });
});
