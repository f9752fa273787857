import { expect, test } from '@jest/globals';
import { tellingOrder } from './telling-order.js';

test('what went off is told first, dependents before what they require; what went on the other way round', () => {
  const order = ['base', 'middle', 'top', 'old', 'older'];
  const on = (pluginId: string) => ({ pluginId, enabled: true });
  const off = (pluginId: string) => ({ pluginId, enabled: false });
  expect(
    tellingOrder([on('top'), off('old'), on('base'), off('older'), on('middle')], order),
  ).toEqual([off('older'), off('old'), on('base'), on('middle'), on('top')]);
});
