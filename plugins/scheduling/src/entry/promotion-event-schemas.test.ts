import { describe, expect, it } from '@jest/globals';
import { eventChangesBody, newEventBody } from './promotion-event-schemas.js';
import { validEvent } from './testing/valid-event.js';

describe.each([
  ['a new event', newEventBody],
  ['a change of all fields', eventChangesBody],
])('the window of %s', (_what, schema) => {
  const faultsOf = (changes: object) =>
    schema
      .safeParse({ ...validEvent, ...changes })
      .error?.issues.map((issue) => [
        issue.path.join('/'),
        issue.code === 'custom' ? issue.params?.code : issue.code,
      ]);

  it('is judged beside an unknown zone and an empty title', () => {
    expect(faultsOf({})).toBeUndefined();
    const backwards = { end_datetime: '2099-11-01T00:00:00Z' };
    expect(faultsOf({ ...backwards, timezone: 'Mars/Olympus', title: ' ' })).toEqual([
      ['title', 'too_small'],
      ['timezone', 'unknown-timezone'],
      ['end_datetime', 'end-before-start'],
    ]);
  });

  it.each([
    [{}, ['content', 'content-empty']],
    [{ xx: validEvent.content.en }, ['content/xx', 'unknown-locale']],
  ])('is judged beside texts that are missing or of no known language', (content, fault) => {
    const faults = faultsOf({ content, end_datetime: '2099-11-01T00:00:00Z' });
    expect(faults).toEqual([fault, ['end_datetime', 'end-before-start']]);
  });

  it('is not judged where an end is no instant', () => {
    expect(faultsOf({ end_datetime: 'tomorrow' })).toEqual([['end_datetime', 'invalid_format']]);
    expect(faultsOf({ start_datetime: '0000-01-01T00:00:00Z' })).toEqual([
      ['start_datetime', 'instant-out-of-range'],
    ]);
  });
});

it('leaves the window of a change of one end to those who know the other', () => {
  const { end_datetime } = validEvent;
  expect(eventChangesBody.safeParse({ end_datetime }).success).toBe(true);
});
