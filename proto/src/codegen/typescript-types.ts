import type { AvroEnum, AvroRecord, AvroSchema } from '../events/avro-schema.js';

/** The source of the TypeScript types of a contract: one exported declaration for each named Avro type. */
export interface TypeScriptTypes {
  /** The name of the interface of the whole record: `PromotionEventRecord`. */
  readonly recordName: string;
  /** All names that the declarations export. */
  readonly names: readonly string[];
  readonly declarations: readonly string[];
}

const logical: Record<string, string> = { 'timestamp-millis': 'Date', uuid: 'string' };

const primitives: Record<string, string> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  bytes: 'Buffer',
  string: 'string',
};

/** avsc 5 writes wrong numbers beyond 2^52 without a word; a logical type can refuse them. */
const plainLong = 'a long needs a logical type that bounds its range (see logical-types.ts)';

const docComment = (doc: string | undefined, where: string, indent = ''): string => {
  if (!doc)
    throw new Error(`${where}: has no "doc"; every type and field of a contract says what it is`);
  return `${indent}/** ${doc.replaceAll('*/', '*\\/')} */\n`;
};

/**
 * Turns a contract's schema into TypeScript.
 * @throws Error naming the field, when a doc is missing or a part of Avro is used that the contracts do without.
 */
export const typeScriptTypes = (contract: AvroRecord): TypeScriptTypes => {
  const recordName = `${contract.name}Record`;
  const named = new Map<string, string>();

  const enumType = (schema: AvroEnum): string => {
    const symbols = schema.symbols.map((symbol) => `'${symbol}'`).join(' | ');
    named.set(
      schema.name,
      `${docComment(schema.doc, schema.name)}export type ${schema.name} = ${symbols};\n`,
    );
    return schema.name;
  };

  const recordType = (schema: AvroRecord, name: string): string => {
    const fields = schema.fields.map((field) => {
      const where = `${schema.name}.${field.name}`;
      return `${docComment(field.doc, where, '  ')}  readonly ${field.name}: ${typeOf(field.type, where)};\n`;
    });
    named.set(
      name,
      `${docComment(schema.doc, schema.name)}export interface ${name} {\n${fields.join('')}}\n`,
    );
    return name;
  };

  const typeOf = (schema: AvroSchema, where: string): string => {
    if (typeof schema === 'string') {
      const type = primitives[schema] ?? (named.has(schema) ? schema : undefined);
      if (!type) throw new Error(`${where}: the type "${schema}" is not known; ${plainLong}`);
      return type;
    }
    if (!('type' in schema)) {
      const branches = schema.map((branch) => typeOf(branch, where));
      return branches.sort((a, b) => Number(a === 'null') - Number(b === 'null')).join(' | ');
    }
    if ('logicalType' in schema) {
      const type = logical[schema.logicalType];
      if (!type) throw new Error(`${where}: the logical type "${schema.logicalType}" is not known`);
      return type;
    }
    switch (schema.type) {
      case 'enum':
        return enumType(schema);
      case 'record':
        return recordType(schema, schema.name);
      case 'map':
        return `Readonly<Record<string, ${typeOf(schema.values, where)}>>`;
      case 'array':
        return `ReadonlyArray<${typeOf(schema.items, where)}>`;
      default:
        throw new Error(`${where}: ${JSON.stringify(schema)} is not used in contracts`);
    }
  };

  recordType(contract, recordName);
  return { recordName, names: [...named.keys()], declarations: [...named.values()] };
};
