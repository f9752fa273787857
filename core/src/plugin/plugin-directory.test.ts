import { expect, it } from '@jest/globals';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { EnablementMap } from './enablement-map.js';
import { PluginDirectory } from './plugin-directory.js';
import { scriptedDatabase } from './testing/scripted-database.js';

it('does not call a switch done that this host could not read back', async () => {
  const failure = new Error('no database');
  const { acrossMerchants } = scriptedDatabase(async () => {
    throw failure;
  });
  const database = { acrossMerchants, transaction: async () => undefined } as unknown as Database;
  const listener = {} as Listener;
  const { spec } = samplePlugin('news');
  const enablement = new EnablementMap([spec], database, listener, () => undefined);
  const directory = new PluginDirectory([spec], enablement, database);
  const change = { pluginId: 'news', enabled: false, by: 'tester' };
  await expect(directory.switch('acme', change)).rejects.toBe(failure);
});
