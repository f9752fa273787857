import type { AvroRecord } from '@promenade/proto';
import type { RegisteredSchema } from './event-schema-store.js';
import { schemaDigest } from './schema-digest.js';
import { subjectName } from './subject-name.js';

/** The ids under which an installation's schemas were registered, in memory. */
export class KnownIds {
  private readonly ids = new Map<string, number>();

  constructor(
    private readonly prefix: string,
    rows: readonly RegisteredSchema[],
  ) {
    for (const { subject, fingerprint, id } of rows) this.ids.set(`${subject} ${fingerprint}`, id);
  }

  /** The id of a schema on a topic; undefined where it was not registered. */
  idOf(topic: string, schema: AvroRecord): number | undefined {
    return this.ids.get(`${subjectName(this.prefix, topic)} ${schemaDigest(schema)}`);
  }
}
