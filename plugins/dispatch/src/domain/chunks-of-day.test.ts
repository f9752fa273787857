import { expect, it } from '@jest/globals';
import { chunksOfDay } from './chunks-of-day.js';

const recipients = [0, 15, 16, 16, 63].map((bucket, index) => ({
  userId: `user-${index}`,
  bucket,
}));

it('gives each slice its recipients, and the last of them', () => {
  expect(chunksOfDay(recipients, 4)).toEqual([
    { slice: 0, number: 1, last: 'user-1', recipients: 2, isLast: true },
    { slice: 1, number: 1, last: 'user-3', recipients: 2, isLast: true },
    { slice: 2, number: 1, last: undefined, recipients: 0, isLast: true },
    { slice: 3, number: 1, last: 'user-4', recipients: 1, isLast: true },
  ]);
});
