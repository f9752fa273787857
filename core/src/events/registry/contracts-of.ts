import type { EventContract } from '@promenade/proto';
import type { PluginSpec } from '../../plugin/define-plugin.js';
import { schemaDigest } from './schema-digest.js';

/** A contract, and a plugin that produces or consumes it. */
export interface PluginContract {
  readonly pluginId: string;
  readonly contract: EventContract<unknown>;
}

/** The contracts that plugins produce or consume, each schema of a topic once a plugin. */
export const contractsOf = (specs: readonly PluginSpec[]): readonly PluginContract[] =>
  specs.flatMap(({ id, contributes = {} }) => {
    const { produces = [], events = [] } = contributes;
    const all = [...produces, ...events.map(({ contract }) => contract)];
    const distinct = new Map(
      all.map((contract) => [`${contract.topic} ${schemaDigest(contract.schema)}`, contract]),
    );
    return [...distinct.values()].map((contract) => ({ pluginId: id, contract }));
  });
