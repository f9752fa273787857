/** A consumer group on a topic. */
export interface EventGroup {
  plugin_id: string;
  group: string;
  topic: string;
  /** Records that it has yet to take. */
  lag: number;
}

export const EVENT_GROUPS_PATH = '/api/platform/v1/event-groups';
export const EVENT_GROUPS_KEY = ['platform', 'event-groups'];
