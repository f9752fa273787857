import { describe, expect, it } from '@jest/globals';
import { crc64Avro } from './crc-64-avro.js';

/** Canonical forms and fingerprints of Avro's own test data, `share/test/data/schema-tests.txt`. */
const vectors: ReadonlyArray<[string, bigint]> = [
  ['"null"', 7195948357588979594n],
  ['"boolean"', -6970731678124411036n],
  ['"int"', 8247732601305521295n],
  ['"long"', -3434872931120570953n],
  ['"float"', 5583340709985441680n],
  ['"double"', -8181574048448539266n],
  ['"bytes"', 5746618253357095269n],
  ['"string"', -8142146995180207161n],
  ['[]', -1241056759729112623n],
  ['["int","boolean"]', 5392556393470105090n],
  ['{"name":"foo","type":"record","fields":[]}', -4824392279771201922n],
  ['{"name":"x.y.z.foo","type":"enum","symbols":["A1","A2"]}', -4448647247586288245n],
  ['{"type":"map","values":"string"}', -8732877298790414990n],
];

describe('crc64Avro', () => {
  it.each(vectors)(
    'gives the fingerprint of %s that Avro publishes',
    (canonicalForm, fingerprint) => {
      expect(BigInt.asIntN(64, crc64Avro(Buffer.from(canonicalForm)))).toBe(fingerprint);
    },
  );

  it('gives the example of the specification', () => {
    expect(crc64Avro(Buffer.from('"int"'))).toBe(0x7275d51a3f395c8fn);
  });

  it('gives the polynomial for no bytes', () => {
    expect(crc64Avro(Buffer.alloc(0))).toBe(0xc15d213aa4d7a795n);
  });
});
