import type { AvroRecord } from '../events/avro-schema.js';
import { compileSchema } from '../events/compile-schema.js';
import { typeScriptTypes } from './typescript-types.js';

/** One `events/<topic>.avsc` and what was released of it. */
export interface ContractSource {
  readonly topic: string;
  /** The schema; its attribute `key` (Avro allows attributes of one's own) names the key field. */
  readonly schema: AvroRecord & { readonly key?: string };
  /** The schemas of `released/events/<topic>/`, oldest first. */
  readonly released: readonly AvroRecord[];
}

export interface ContractModule {
  /** `promotion-events.ts` */
  readonly fileName: string;
  readonly names: readonly string[];
  readonly source: string;
}

const withoutKey = ({ key: _key, ...schema }: AvroRecord & { readonly key?: string }): AvroRecord =>
  schema;

const canonical = (schema: AvroRecord): string => JSON.stringify(compileSchema(schema).schema());

/** JSON as the value of a property that is indented once. */
const json = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');

/** The released schemas that are not what is written now, each form on the wire once. */
const earlierSchemas = ({ schema, released }: ContractSource): readonly AvroRecord[] => {
  const seen = new Set([canonical(schema)]);
  return released.map(withoutKey).filter((earlier) => {
    const form = canonical(earlier);
    return seen.has(form) ? false : seen.add(form);
  });
};

/**
 * Generates the module of a contract: its types and its `EventContract`.
 * @throws Error when the key names no field, or as `typeScriptTypes` does.
 */
export const contractModule = (contract: ContractSource): ContractModule => {
  const { topic, schema } = contract;
  if (!schema.fields.some((field) => field.name === schema.key)) {
    throw new Error(
      `${topic}: "key" must name a field of the record, got ${JSON.stringify(schema.key)}`,
    );
  }
  const { recordName, names, declarations } = typeScriptTypes(schema);
  const constant = topic.replaceAll(/[._-]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    fileName: `${topic.replaceAll(/[._]+/g, '-')}.ts`,
    names: [...names, constant],
    source: `// Generated from events/${topic}.avsc by \`npm run generate\`. Do not edit.
import { eventContract } from '../event-contract.js';

${declarations.join('\n')}
/** The contract of topic \`${topic}\`. */
export const ${constant} = eventContract<${recordName}>({
  topic: '${topic}',
  type: '${topic}',
  key: '${schema.key}',
  schema: ${json(withoutKey(schema))},
  earlierSchemas: ${json(earlierSchemas(contract))},
});
`,
  };
};
