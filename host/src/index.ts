export { ConfigError, type ConfigFault } from './config/config-error.js';
export type { Config } from './config/config-schema.js';
export { type ConfigSources, type LoadedConfig, loadConfig } from './config/load-config.js';
export { type Platform, type PlatformOptions, startPlatform } from './platform/start-platform.js';
export { type InstalledPlugin, loadPlugins } from './plugins/load-plugins.js';
