import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { changedChoices } from './changed-choices.js';
import { timeZone } from './setting-kinds.js';
import { merchantSettings } from './settings-definition.js';

const settings = merchantSettings({
  version: 1,
  schema: z.object({
    size: z.int().min(1).max(100).default(20),
    label: z.string().trim().max(10).default('hello'),
    zone: timeZone().default('UTC'),
    tags: z.array(z.string().max(5)).max(3).default([]),
  }),
});

const change = (kept: object, changes: object) =>
  changedChoices(settings, { ...kept }, { ...changes }, 'news');

describe('changing choices', () => {
  it('sets what is named, takes back what is null, and leaves the rest', () => {
    expect(
      change({ size: 5, label: 'a', of_another_version: [1] }, { label: ' b ', size: null }),
    ).toEqual({ label: 'b', of_another_version: [1] });
  });

  it('does not choose a default that nobody named', () => {
    expect(change({}, { size: 20 })).toEqual({ size: 20 });
    expect(change({}, {})).toEqual({});
  });

  it('keeps a choice that does not fit until it is changed', () => {
    expect(change({ size: 500 }, { label: 'x' })).toEqual({ size: 500, label: 'x' });
    expect(change({ size: 500 }, { size: 50 })).toEqual({ size: 50 });
  });

  it('refuses all of it with every field at fault', () => {
    const faulty = { size: 0, label: 7, zone: 'Mars', tags: ['a', 'too long'], colour: 'red' };
    expect(() => change({}, faulty)).toThrow(
      expect.objectContaining({
        code: 'validation-failed',
        fields: expect.arrayContaining([
          expect.objectContaining({ path: '/size', code: 'too-small', namespace: 'news' }),
          expect.objectContaining({ path: '/label', code: 'invalid-type' }),
          expect.objectContaining({ path: '/zone', code: 'not-a-time-zone' }),
          expect.objectContaining({ path: '/tags/1', code: 'too-big' }),
          expect.objectContaining({ path: '/colour', code: 'unknown-field' }),
        ]),
      }),
    );
  });
});
