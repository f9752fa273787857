import type { PluginSettings } from '@promenade/portal-kit';
import { ownTimeZone } from './event-window.js';

/** What a new event starts with. */
export interface EventDefaults {
  timezone: string;
  /** `09:00` */
  dispatchTime: string;
}

/** The merchant's settings; until it chooses a zone, that of the browser, which is more likely to be meant than the default. */
export function eventDefaultsOf({
  values,
  chosen,
}: Pick<PluginSettings, 'values' | 'chosen'>): EventDefaults {
  const { default_timezone: timezone } = chosen;
  const { default_dispatch_time: dispatchTime } = values;
  return {
    timezone: typeof timezone === 'string' ? timezone : ownTimeZone(),
    dispatchTime: typeof dispatchTime === 'string' ? dispatchTime : '',
  };
}
