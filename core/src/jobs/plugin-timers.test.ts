import { expect, test } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import { PluginTimers } from './plugin-timers.js';
import { TimerStore } from './timer-store.js';

class NotedTimers extends TimerStore {
  readonly notes: string[] = [];
  override async arm(plugin: string, timer: string): Promise<void> {
    this.notes.push(`arm ${plugin}/${timer}`);
  }
  override async cancel(plugin: string, timer: string): Promise<void> {
    this.notes.push(`cancel ${plugin}/${timer}`);
  }
}

test('a plugin arms and cancels its own timers and no other', async () => {
  const store = new NotedTimers();
  const timer = { name: 'ring', permission: 'alarm.ring', fire: async () => undefined };
  const { spec } = samplePlugin('alarm', { contributes: { timers: [timer] } });
  const timers = new PluginTimers(store, spec);
  const key = { merchantId: 'm', id: 'k' };
  await timers.arm('ring', key, new Date());
  await timers.cancel('ring', key);
  for (const name of ['promotion-event', '$job', '']) {
    await expect(timers.arm(name, key, new Date())).rejects.toThrow(
      `plugin 'alarm' contributes no timer '${name}'`,
    );
    await expect(timers.cancel(name, key)).rejects.toThrow('contributes no timer');
  }
  expect(store.notes).toEqual(['arm alarm/ring', 'cancel alarm/ring']);
});
