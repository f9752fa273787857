export * from './merchant-settings.js';
export type { SettingsState } from './read-settings.js';
export { isTimeZone, localeChoice, longText, timeOfDay, timeZone } from './setting-kinds.js';
export * from './settings-definition.js';
export * from './settings-directory.js';
