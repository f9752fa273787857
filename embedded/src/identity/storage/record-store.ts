import type { AdapterPayload } from 'oidc-provider';

/** Where the provider keeps its sessions, grants, codes and tokens; ids are unique per model. */
export interface RecordStore {
  upsert(model: string, id: string, payload: AdapterPayload, expiresIn?: number): Promise<void>;
  find(model: string, id: string): Promise<AdapterPayload | undefined>;
  findByUid(model: string, uid: string): Promise<AdapterPayload | undefined>;
  consume(model: string, id: string): Promise<void>;
  destroy(model: string, id: string): Promise<void>;
  revokeByGrantId(model: string, grantId: string): Promise<void>;
  close(): Promise<void>;
}
