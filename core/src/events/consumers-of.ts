import type { PluginSpec } from '../plugin/define-plugin.js';

/** A group and a topic that it takes. */
export interface ConsumedTopic {
  readonly plugin: string;
  readonly group: string;
  readonly topic: string;
}

/** What the plugins consume, by topic and group. */
export const consumersOf = (specs: readonly PluginSpec[]): readonly ConsumedTopic[] =>
  specs
    .flatMap(({ id, contributes }) =>
      (contributes?.events ?? []).map(({ contract, group = id }) => ({
        plugin: id,
        group,
        topic: contract.topic,
      })),
    )
    .toSorted((a, b) => a.topic.localeCompare(b.topic) || a.group.localeCompare(b.group));
