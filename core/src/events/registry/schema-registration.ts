import { Slots } from '../../concurrency/slots.js';
import type { PluginContract } from './contracts-of.js';
import type { RegisteredSchema } from './event-schema-store.js';
import { changedId, notRegistered, refusedFor } from './registration-errors.js';
import { RegistryUnavailableError, SchemaRefusedError } from './registry-errors.js';
import type { RegistryOptions } from './registry-options.js';
import { schemaDigest } from './schema-digest.js';
import { SchemaRegistry } from './schema-registry.js';
import { subjectName } from './subject-name.js';

/** How many subjects are asked for at once. */
const subjectsAtOnce = 8;

export interface Registration {
  /** What is new to the registry or to this installation. */
  readonly added: readonly RegisteredSchema[];
  /** Plugins with a schema that the registry does not take. */
  readonly refused: readonly { readonly pluginId: string; readonly error: Error }[];
  /** Why the registry was not asked to the end; all ids are known nevertheless. */
  readonly unavailable?: RegistryUnavailableError;
}

/** One round of agreeing with a registry on the ids of schemas. Use `register`, then `outcome`. */
export class SchemaRegistration {
  readonly added: RegisteredSchema[] = [];
  private readonly registry: SchemaRegistry;
  private readonly known: Map<string, number>;
  private readonly refusals = new Map<string, SchemaRefusedError>();
  private unavailable: RegistryUnavailableError | undefined;

  constructor(
    private readonly options: RegistryOptions,
    private readonly prefix: string,
    known: readonly RegisteredSchema[],
  ) {
    this.registry = new SchemaRegistry(options);
    this.known = new Map(
      known.map(({ subject, fingerprint, id }) => [`${subject} ${fingerprint}`, id]),
    );
  }

  /** @throws SchemaRegistrationError when the registry gives another id than before */
  async register(contracts: readonly PluginContract[]): Promise<void> {
    const distinct = new Map(contracts.map((one) => [this.keyOf(one), one]));
    const slots = new Slots(subjectsAtOnce);
    // Schemas of one subject come one after the other: each is held against those before it.
    const bySubject = Map.groupBy(distinct.values(), ({ contract }) => contract.topic).values();
    const outcomes = await Promise.allSettled(
      [...bySubject].map((ofSubject) =>
        slots.run(async () => {
          for (const one of ofSubject) await this.registerOne(one);
        }),
      ),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** @throws SchemaRegistrationError when the registry could not be asked and something is missing */
  outcome(contracts: readonly PluginContract[]): Registration {
    const { added, refusals, unavailable } = this;
    const refused = contracts.flatMap((one) => {
      const cause = refusals.get(this.keyOf(one));
      if (!cause) return [];
      const { pluginId, contract } = one;
      return [{ pluginId, error: refusedFor(contract.topic, pluginId, cause, { cause }) }];
    });
    if (!unavailable) return { added, refused };
    const missing = contracts
      .filter((one) => !this.known.has(this.keyOf(one)) && !refusals.has(this.keyOf(one)))
      .map(({ contract, pluginId }) => `'${contract.topic}' of plugin '${pluginId}'`);
    if (missing.length > 0) throw notRegistered(missing, unavailable);
    return { added, refused, unavailable };
  }

  private async registerOne(one: PluginContract): Promise<void> {
    if (this.unavailable) return;
    try {
      const id = await this.idAtRegistry(one);
      const known = this.known.get(this.keyOf(one));
      if (known === id) return;
      if (known !== undefined) {
        throw changedId(one.contract, { known, now: id, url: this.options.url });
      }
      this.known.set(this.keyOf(one), id);
      this.added.push({
        subject: this.subjectOf(one),
        fingerprint: schemaDigest(one.contract.schema),
        id,
      });
    } catch (error) {
      if (error instanceof SchemaRefusedError) this.refusals.set(this.keyOf(one), error);
      else if (error instanceof RegistryUnavailableError) this.unavailable = error;
      else throw error;
    }
  }

  /** Asks before it registers: a host that may only read works where the schemas were registered by somebody else. */
  private async idAtRegistry(one: PluginContract): Promise<number> {
    const subject = this.subjectOf(one);
    const { schema } = one.contract;
    const id = await this.registry.idOf(subject, schema);
    if (id !== undefined) return id;
    await this.registry.demandCompatibility(subject);
    return this.registry.register(subject, schema);
  }

  private subjectOf({ contract }: PluginContract): string {
    return subjectName(this.prefix, contract.topic);
  }

  private keyOf(one: PluginContract): string {
    return `${this.subjectOf(one)} ${schemaDigest(one.contract.schema)}`;
  }
}
