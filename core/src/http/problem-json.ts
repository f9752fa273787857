import { errorStatus } from '../errors/error-status.js';
import type { PromenadeError } from '../errors/promenade-error.js';
import type { Locale } from '../i18n/locales.js';
import type { Translations } from '../i18n/translations.js';

/** RFC 9457, with a stable code, the fields at fault and the correlation id. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { path: string; code: string; message: string }[];
  readonly correlation_id: string;
}

/** Says an error in the caller's language. */
export const problemOf = (
  error: PromenadeError,
  translations: Translations,
  locale: Locale,
  correlationId: string,
): Problem => {
  const key = `${error.namespace}:errors.${error.code}`;
  const detail = translations.text(locale, `${key}.detail`, error.params);
  return {
    type: `urn:promenade:problem:${error.namespace}:${error.code}`,
    title: translations.text(locale, `${key}.title`, error.params) ?? error.code,
    status: errorStatus[error.kind].http,
    code: error.code,
    ...(detail !== undefined && { detail }),
    ...(error.fields.length > 0 && {
      errors: error.fields.map(({ path, code, text, params, namespace }) => ({
        path,
        code,
        message:
          translations.text(
            locale,
            `${namespace ?? error.namespace}:errors.fields.${code}`,
            params,
          ) ??
          translations.text(locale, `core:errors.fields.${text ?? code}`, params) ??
          translations.text(locale, 'core:errors.fields.invalid') ??
          code,
      })),
    }),
    correlation_id: correlationId,
  };
};
