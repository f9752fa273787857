import { expect, test } from '@jest/globals';
import { checkPlugin } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import dispatch from './plugin.js';

test('the plugin conforms, and its migrations can be reverted', async () => {
  await expect(checkPlugin(dispatch, [inbox])).resolves.toBeUndefined();
});
