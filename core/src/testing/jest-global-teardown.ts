import { rm } from 'node:fs/promises';
import { running } from './jest-global-setup.js';

/** Stops what the global setup started and removes its data. */
export default async (): Promise<void> => {
  for (const service of running) await service.stop();
  if (running.folder) await rm(running.folder, { recursive: true, force: true });
};
