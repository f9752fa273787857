import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ProcessIdentity } from './process-identity.js';

/** What is kept on disk about a running child, so that a later start can find it again. */
export interface ServiceRecord extends ProcessIdentity {
  /** File name of the executable, a second proof that the pid is still this service's. */
  executable: string;
  /** The signal on which the service shuts down cleanly. */
  stopSignal: 'SIGINT' | 'SIGTERM';
}

const recordFile = (dataDir: string) => path.join(dataDir, 'service.json');

export function writeServiceRecord(dataDir: string, record: ServiceRecord): void {
  const draft = `${recordFile(dataDir)}.draft`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  renameSync(draft, recordFile(dataDir));
}

/** `undefined` when there is no record or it is damaged. */
export function readServiceRecord(dataDir: string): ServiceRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(recordFile(dataDir), 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function removeServiceRecord(dataDir: string): void {
  rmSync(recordFile(dataDir), { force: true });
}

function isRecord(value: unknown): value is ServiceRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, startedAt, executable, stopSignal } = value as Record<string, unknown>;
  return (
    typeof pid === 'number' &&
    typeof startedAt === 'string' &&
    typeof executable === 'string' &&
    (stopSignal === 'SIGINT' || stopSignal === 'SIGTERM')
  );
}
