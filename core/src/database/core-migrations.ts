import type { MigrationSet } from './migrate-database.js';
import { Platform001 } from './migrations/001-platform.js';

export const coreMigrations: MigrationSet = {
  owner: 'core',
  schema: 'promenade',
  list: [Platform001],
  isPlatform: true,
};
