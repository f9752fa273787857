import type { Plugin } from '@promenade/core';
import campaignVip from '@promenade/plugin-campaign-vip';
import inbox from '@promenade/plugin-inbox';
import platform from '@promenade/plugin-platform';
import promotions from '@promenade/plugin-promotions';
import scheduling from '@promenade/plugin-scheduling';
import dispatch from '../plugin.js';

/** All that ship; dispatch is the last link of the main job, so its tests try the whole of it. */
export const shippedPlugins: readonly Plugin[] = [
  scheduling,
  campaignVip,
  promotions,
  inbox,
  dispatch,
  platform,
];
