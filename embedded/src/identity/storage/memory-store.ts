import type { AdapterPayload } from 'oidc-provider';
import type { RecordStore } from './record-store.js';

interface Entry {
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Forgets everything when the process ends. */
export function memoryStore(now: () => number = Date.now): RecordStore {
  const models = new Map<string, Map<string, Entry>>();
  const entriesOf = (model: string) => {
    const entries = models.get(model) ?? new Map<string, Entry>();
    models.set(model, entries);
    for (const [id, { expiresAt }] of entries) if (expiresAt <= now()) entries.delete(id);
    return entries;
  };
  const copy = (entry: Entry | undefined) => entry && structuredClone(entry.payload);
  return {
    async upsert(model, id, payload, expiresIn = Number.POSITIVE_INFINITY) {
      const expiresAt = now() + expiresIn * 1_000;
      entriesOf(model).set(id, { payload: structuredClone(payload), expiresAt });
    },
    async find(model, id) {
      return copy(entriesOf(model).get(id));
    },
    async findByUid(model, uid) {
      return copy([...entriesOf(model).values()].find(({ payload }) => payload.uid === uid));
    },
    async consume(model, id) {
      const entry = entriesOf(model).get(id);
      if (entry) entry.payload.consumed = Math.floor(now() / 1_000);
    },
    async destroy(model, id) {
      entriesOf(model).delete(id);
    },
    async revokeByGrantId(model, grantId) {
      const entries = entriesOf(model);
      for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
    },
    async close() {
      models.clear();
    },
  };
}
