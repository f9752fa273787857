import type { EventContract } from '@promenade/proto';
import type { PluginSpec } from '../../plugin/define-plugin.js';
import type { AvroCodec } from '../avro/avro-codec.js';
import type { EventRecord } from '../event-bus.js';
import { assertSameMerchant } from '../readable-event.js';
import type { DeadLetter } from './dead-letter-view.js';

/** What a dead letter carries: the event, or the bytes with the reason why they are none. */
export type ReadPayload =
  | { readonly event: unknown }
  | {
      readonly bytes: Buffer;
      readonly reason: string;
      /** Whether the payload says that it is another merchant's: not to be shown to the one in the envelope. */
      readonly isForeign: boolean;
    };

/** Reads the payloads of dead letters by the contracts of the installed plugins. */
export class LetterReader {
  private readonly contracts: ReadonlyMap<string, EventContract<unknown>>;

  constructor(
    specs: readonly PluginSpec[],
    private readonly codec: AvroCodec,
  ) {
    const events = specs.flatMap(({ contributes }) => contributes?.events ?? []);
    this.contracts = new Map(events.map(({ contract }) => [contract.topic, contract]));
  }

  /** A registry that does not answer is one of the reasons. */
  async read({ value }: EventRecord, { topic, merchantId }: DeadLetter): Promise<ReadPayload> {
    const contract = this.contracts.get(topic);
    const bytes = value;
    if (!contract) {
      return { bytes, reason: `no installed plugin takes ${topic}`, isForeign: false };
    }
    let event: unknown;
    try {
      await this.codec.prepare(contract, value);
      event = this.codec.decode(contract, value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { bytes, reason, isForeign: false };
    }
    if (merchantId === undefined) return { event };
    try {
      assertSameMerchant(event, { merchantId });
      return { event };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { bytes, reason, isForeign: true };
    }
  }
}
