import { definePlugin, type Plugin, type PluginSpec } from '../plugin/define-plugin.js';

/** A plugin that is on for everybody and brings nothing but what the test gives it. */
export const samplePlugin = (id: string, spec: Partial<PluginSpec> = {}): Plugin =>
  definePlugin({ id, version: '1.0.0', host: '*', enablement: 'opt-out', ...spec });
