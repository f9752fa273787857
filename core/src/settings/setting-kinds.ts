import { z } from 'zod';
import { supportedLocales } from '../i18n/locales.js';

/** Where a schema says what kind of setting it is, when JSON Schema has no word for it. */
export const kindKeyword = 'x-kind';

/** Whether a name is that of an IANA time zone. An offset (`+03:00`) is no zone: it knows no summer time. */
export const isTimeZone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) && /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
};

const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** A wall-clock time, `00:00` to `23:59`. */
export const timeOfDay = () =>
  z
    .string()
    .refine(isTimeOfDay, { params: { code: 'not-a-time' } })
    .meta({ [kindKeyword]: 'time-of-day' });

/** An IANA time zone such as `Asia/Jerusalem`. */
export const timeZone = () =>
  z
    .string()
    .refine(isTimeZone, { params: { code: 'not-a-time-zone' } })
    .meta({ [kindKeyword]: 'time-zone' });

/** A language that the platform speaks. */
export const localeChoice = () => z.enum(supportedLocales).meta({ [kindKeyword]: 'locale' });

/** Text of several lines. @param max most characters */
export const longText = (max: number) =>
  z
    .string()
    .max(max)
    .meta({ [kindKeyword]: 'long-text' });
