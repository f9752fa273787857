import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { DispatchWindow } from '../dispatch-plan.js';

const minute = 60_000;

/** Every zone that this runtime knows. */
export const allZones: readonly string[] = [...Intl.supportedValuesOf('timeZone'), 'UTC'];

/** Zones with changes of half an hour or two, at midnight, at Ramadan, across the date line, below zero in winter. */
export const oddZones = [
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Europe/Dublin',
  'America/Havana',
  'America/Santiago',
  'America/Nuuk',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Pyongyang',
  'Africa/Cairo',
] as const;

/** From shortly before Apia left out a day, in whole minutes. */
const first = Date.UTC(2011, 11, 1) / minute;
const last = Date.UTC(2037, 0) / minute;

const clockTime = (minutes: number): string => {
  const time = ((minutes % 1_440) + 1_440) % 1_440;
  return `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
};

const minutesOfDay = ({ hour, minute: past }: Temporal.ZonedDateTime): number => hour * 60 + past;

/** A window around the first clock change of a zone after a moment, or around the moment where there is none. */
const windowAround = (
  timezone: string,
  moment: number,
  { lead, length, time }: { lead: number; length: number; time: number | string },
): DispatchWindow => {
  const from = Temporal.Instant.fromEpochMilliseconds(moment * minute).toZonedDateTimeISO(timezone);
  const change = from.getTimeZoneTransition('next') ?? from;
  const middle = change.epochMilliseconds > last * minute ? from : change;
  const start = Math.floor(middle.epochMilliseconds / minute) - lead;
  return {
    start: new Date(start * minute),
    end: new Date((start + length) * minute),
    timezone,
    dispatchTime:
      typeof time === 'string'
        ? time
        : clockTime(minutesOfDay(middle.subtract({ minutes: 1 })) + time),
  };
};

/** Windows from a minute to three days that a clock change lies in or near, with dispatch times near the change and midnight. */
export const windowsIn = (zones: readonly string[]): fc.Arbitrary<DispatchWindow> =>
  fc
    .record({
      timezone: fc.constantFrom(...zones),
      moment: fc.integer({ min: first, max: last }),
      lead: fc.integer({ min: -600, max: 2_880 }),
      length: fc.oneof(fc.integer({ min: 1, max: 1_439 }), fc.integer({ min: 1_440, max: 4_320 })),
      time: fc.oneof(
        // Before, in and behind a gap or an overlap.
        fc.integer({ min: -130, max: 130 }),
        fc.constantFrom('00:00', '23:59'),
        fc.integer({ min: 0, max: 1_439 }).map(clockTime),
      ),
    })
    .map(({ timezone, moment, ...shape }) => windowAround(timezone, moment, shape));
