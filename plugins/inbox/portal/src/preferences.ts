export interface QuietHours {
  /** `22:00` */
  from: string;
  until: string;
  timezone: string;
}

/** A kind of messages, and the title of the newest one; null when there is none any more. */
export interface MessageKind {
  kind: string;
  newest_title: string | null;
}

/** What the customer decided about the inbox, as the server answers it. */
export interface Preferences {
  version: number;
  muted_kinds: string[];
  quiet_hours: QuietHours | null;
  /** What there is to mute. */
  kinds: MessageKind[];
}

export const PREFERENCES_PATH = '/api/inbox/v1/preferences';
export const PREFERENCES_KEY = ['inbox', 'preferences'] as const;

/** What the form begins with where there are no quiet hours yet: the night, where the browser is. */
export const suggestedQuietHours = (): QuietHours => ({
  from: '22:00',
  until: '07:00',
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
