import { expect, it } from '@jest/globals';
import { type Audience, withoutRepeats } from './audience.js';

const id = '0193b2f0-0000-7000-8000-00000000000a';

it.each<[given: Audience, kept: Audience]>([
  [{ kind: 'everyone' }, { kind: 'everyone' }],
  [
    { kind: 'tiers', tier_ids: ['gold', 'silver', 'gold'] },
    { kind: 'tiers', tier_ids: ['gold', 'silver'] },
  ],
  [
    { kind: 'locales', locales: ['ar', 'ar'] },
    { kind: 'locales', locales: ['ar'] },
  ],
  [
    { kind: 'segments', segments: ['New', 'new', 'New'] },
    { kind: 'segments', segments: ['New', 'new'] },
  ],
  [
    { kind: 'list', customer_ids: [id, id.toUpperCase()] },
    { kind: 'list', customer_ids: [id] },
  ],
])('an audience names nobody twice: %j', (given, kept) => {
  expect(withoutRepeats(given)).toEqual(kept);
});
