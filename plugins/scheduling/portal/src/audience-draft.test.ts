import { expect, test } from '@jest/globals';
import type { Audience } from './audience.js';
import { audienceDraftOf, audienceOf } from './audience-draft.js';

test.each<Audience>([
  { kind: 'everyone' },
  { kind: 'tiers', tier_ids: ['gold', 'silver'] },
  { kind: 'locales', locales: ['ar', 'he-IL'] },
  { kind: 'segments', segments: ['New, and shiny'] },
  { kind: 'list', customer_ids: ['0193b2f0-0000-7000-8000-000000000001'] },
])('an audience that is not edited stays as it is: %j', (audience) => {
  expect(audienceOf(audienceDraftOf(audience))).toEqual(audience);
});

test('only what belongs to the chosen kind is sent', () => {
  const draft = audienceDraftOf({ kind: 'segments', segments: ['New'] });
  expect(audienceOf({ ...draft, kind: 'tiers', tiers: ['gold'] })).toEqual({
    kind: 'tiers',
    tier_ids: ['gold'],
  });
});
