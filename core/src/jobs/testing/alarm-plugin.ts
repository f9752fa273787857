import type { Plugin } from '../../plugin/define-plugin.js';
import { samplePlugin } from '../../testing/sample-plugin.js';
import type { TimerContribution } from '../timer.js';

/** A plugin with the timer `ring`. */
export const alarmPlugin = (fire: TimerContribution['fire']): Plugin =>
  samplePlugin('alarm', {
    permissions: { 'alarm.ring': { summary: 'Ring', roles: ['service'] } },
    contributes: { timers: [{ name: 'ring', permission: 'alarm.ring', fire }] },
  });
