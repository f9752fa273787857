import { describe, expect, it } from '@jest/globals';
import { compileSchema, promotionEvents } from '@promenade/proto';
import type { Schema } from 'avsc';
import avsc from 'avsc';
import { schemaFingerprint } from './schema-fingerprint.js';

/** Schemas as people write them, with the fingerprints of Avro's own test data, `share/test/data/schema-tests.txt`. */
const vectors: ReadonlyArray<[string, bigint]> = [
  ['{"type":"int"}', 8247732601305521295n],
  ['["int",{"type":"boolean"}]', 5392556393470105090n],
  ['{"fields":[],"type":"record","name":"foo","namespace":"x.y"}', 5916914534497305771n],
  ['{"fields":[],"type":"record","name":"a.b.foo","namespace":"x.y"}', -4616218487480524110n],
  [
    '{"fields":[],"type":"record","name":"foo","doc":"foo","aliases":["foo","bar"]}',
    -4824392279771201922n,
  ],
  [
    '{"fields":[{"type":{"type":"boolean"},"name":"f1"}],"type":"record","name":"foo"}',
    7843277075252814651n,
  ],
  [
    '{"fields":[{"type":"boolean","aliases":[],"name":"f1","default":true},{"order":"descending","name":"f2","doc":"Hello","type":"int"}],"type":"record","name":"foo"}',
    -4860222112080293046n,
  ],
  [
    '{"namespace":"x.y.z","type":"enum","name":"foo","doc":"foo bar","symbols":["A1","A2"]}',
    -4448647247586288245n,
  ],
  [
    '{"namespace":"x.y.z","type":"fixed","name":"foo","doc":"foo bar","size":32}',
    -3064184465700546786n,
  ],
  ['{"items":{"type":"null"},"type":"array"}', -589620603366471059n],
  [
    '{"name":"PigValue","type":"record","fields":[{"name":"value","type":["null","int","long","PigValue"]}]}',
    -1759257747318642341n,
  ],
];

describe('schemaFingerprint', () => {
  it.each(vectors)('gives the fingerprint of %s that Avro publishes', (schema, fingerprint) => {
    const type = avsc.Type.forSchema(JSON.parse(schema) as Schema, { wrapUnions: 'always' });
    expect(BigInt.asIntN(64, schemaFingerprint(type))).toBe(fingerprint);
  });

  it('leaves out what does not change the bytes: docs, defaults and logical types', () => {
    const bare = JSON.parse(
      JSON.stringify(promotionEvents.schema, (name, value: unknown) =>
        name === 'doc' || name === 'default' || name === 'logicalType' ? undefined : value,
      ),
    ) as typeof promotionEvents.schema;
    expect(schemaFingerprint(compileSchema(bare))).toBe(
      schemaFingerprint(compileSchema(promotionEvents.schema)),
    );
  });
});
