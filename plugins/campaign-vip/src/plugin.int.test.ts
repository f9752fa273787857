import { expect, test } from '@jest/globals';
import { checkPlugin } from '@promenade/core/testing';
import campaignVip from './plugin.js';

test('the plugin conforms, and its migrations can be reverted', async () => {
  await expect(checkPlugin(campaignVip)).resolves.toBeUndefined();
});
