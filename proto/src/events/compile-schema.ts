import type { Schema, Type } from 'avsc';
import avsc from 'avsc';
import type { AvroSchema } from './avro-schema.js';
import { logicalTypes } from './logical-types.js';

/**
 * Compiles a contract's schema to an avsc type whose values are those of the generated TypeScript types
 * (`timestamp-millis` is a `Date`, a union is the bare value). Costs about a millisecond: compile once.
 * @throws Error when the schema is no valid Avro.
 */
export const compileSchema = (schema: AvroSchema): Type =>
  avsc.Type.forSchema(schema as Schema, {
    logicalTypes,
    assertLogicalTypes: true,
    omitRecordMethods: true,
    wrapUnions: 'never',
  });

/**
 * Compiles a schema of another producer, to be read as a contract's: anything that Avro allows. Only the logical types of
 * contracts mean something; a union whose branches values do not tell apart is for skipping.
 * @throws Error when the schema is no valid Avro, or refers to schemas that it does not contain.
 */
export const compileForeignSchema = (schema: unknown): Type =>
  avsc.Type.forSchema(schema as Schema, {
    logicalTypes,
    omitRecordMethods: true,
    wrapUnions: 'auto',
  });
