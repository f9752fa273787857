/** The part of Avro's schema language that the event contracts use. */
export type AvroSchema = AvroPrimitive | AvroUnion | AvroNamed | AvroMap | AvroArray | AvroLogical;

/** Without `long` and `float`: a `long` needs a logical type that bounds it, since avsc 5 is exact up to 2^52 only. */
export type AvroPrimitive = 'null' | 'boolean' | 'int' | 'double' | 'bytes' | 'string';

export type AvroUnion = readonly AvroSchema[];

export type AvroNamed = AvroRecord | AvroEnum;

export interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly fields: readonly AvroField[];
}

export interface AvroField {
  readonly name: string;
  readonly doc?: string;
  readonly type: AvroSchema;
  readonly default?: unknown;
}

export interface AvroEnum {
  readonly type: 'enum';
  readonly name: string;
  readonly doc?: string;
  readonly symbols: readonly string[];
  /** What a reader makes of a symbol that it does not know. */
  readonly default?: string;
}

export interface AvroMap {
  readonly type: 'map';
  readonly values: AvroSchema;
}

export interface AvroArray {
  readonly type: 'array';
  readonly items: AvroSchema;
}

/** A primitive with a meaning; `logical-types.ts` says what it is in TypeScript. */
export interface AvroLogical {
  readonly type: 'long' | 'string';
  readonly logicalType: 'timestamp-millis' | 'uuid';
}
