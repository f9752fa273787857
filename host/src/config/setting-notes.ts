import { z } from 'zod';

/** What the reader of an error or of the README needs to know about a setting. */
export interface SettingNotes {
  readonly about: string;
  /** What a valid value is, as it stands in an error: "… is not <wanted>". */
  readonly wanted: string;
  /** Accepted from the environment only, and never printed. */
  readonly secret?: true;
  /** Shown where the default is not a fixed value. */
  readonly fallback?: string;
}

/** The notes of each setting. */
export const settingNotes = z.registry<SettingNotes>();
