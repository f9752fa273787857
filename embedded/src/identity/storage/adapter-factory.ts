import type { AdapterFactory } from 'oidc-provider';
import type { RecordStore } from './record-store.js';

/** The store as oidc-provider wants it: one adapter a model. */
export function adapterFactory(store: RecordStore): AdapterFactory {
  return (model) => ({
    upsert: (id, payload, expiresIn) => store.upsert(model, id, payload, expiresIn),
    find: (id) => store.find(model, id),
    findByUid: (uid) => store.findByUid(model, uid),
    // User codes belong to the device flow, which is off.
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => store.consume(model, id),
    destroy: (id) => store.destroy(model, id),
    revokeByGrantId: (grantId) => store.revokeByGrantId(model, grantId),
  });
}
