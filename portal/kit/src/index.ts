export { type ApiClient, type ApiSettings, createApiClient } from './api/api-client.js';
export { ApiProvider, useApi } from './api/api-context.js';
export { isVersionMismatch, type Problem, ProblemError } from './api/problem.js';
export * from './api/queries.js';
export { AppFrame } from './components/app-frame.js';
export { useConfirm } from './components/confirm.js';
export { ConflictAlert } from './components/conflict-alert.js';
export { CountBadge } from './components/count-badge.js';
export { DateTimeField } from './components/date-time-field.js';
export { EmptyState } from './components/empty-state.js';
export { FormActions } from './components/form-actions.js';
export { Icon, type IconName } from './components/icon.js';
export { type Completeness, LanguageTabs } from './components/language-tabs.js';
export { MenuButton } from './components/menu-button.js';
export { MessagePreview } from './components/message-preview.js';
export { NavigationLink } from './components/navigation-link.js';
export { Page } from './components/page.js';
export { PanelSection } from './components/panel-section.js';
export { type Panel, Panels, PanelsProvider } from './components/panels.js';
export { ProblemAlert } from './components/problem-alert.js';
export { LoadingLines, QueryView } from './components/query-view.js';
export { SidePanel } from './components/side-panel.js';
export { TableScroll } from './components/table-scroll.js';
export { TimeField } from './components/time-field.js';
export { TimeZoneSelect } from './components/time-zone-select.js';
export {
  errorWithin,
  type FieldErrors,
  fieldErrorsOf,
  unplacedErrors,
} from './form/field-errors.js';
export { useUnsavedChanges } from './form/unsaved-changes.js';
export { useFocusRefusedField } from './form/use-focus-refused-field.js';
export { KitProvider } from './kit-provider.js';
export { firstDayOfWeek } from './language/first-day-of-week.js';
export { createFormat, type Format } from './language/format.js';
export {
  chooseLanguage,
  directionOf,
  isLanguage,
  LANGUAGES,
  type Language,
  languageName,
} from './language/languages.js';
export { useFormat, useLanguage } from './language/use-language.js';
export type { PanelProps, PortalContribution } from './portal-plugin.js';
export * from './primitives.js';
export type { Session, SessionPage } from './session/session.js';
export { SessionProvider, usePermission, useSession } from './session/session-context.js';
export {
  type PluginSettings,
  pluginSettingsPath,
  type SettingValues,
} from './settings/plugin-settings.js';
export { SchemaForm } from './settings/schema-form.js';
export { useToasts } from './toasts/toast.js';
export { useColorScheme } from './use-color-scheme.js';
