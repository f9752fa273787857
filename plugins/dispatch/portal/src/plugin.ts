import { createPlugin } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';
import { EventDaysPanel } from './event-days-panel.js';

export const plugin = createPlugin({ id: 'dispatch' });

export const pages: PortalContribution['pages'] = {};

export const panels: PortalContribution['panels'] = { 'scheduling.event': EventDaysPanel };
