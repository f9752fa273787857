import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '../auth/principal.js';
import type { Locale } from '../i18n/locales.js';

/** Who asks, for which merchant, in which language; the same for HTTP and gRPC. */
export interface RequestContext {
  readonly merchantId: string;
  readonly principal: Principal;
  readonly locale: Locale;
  readonly correlationId: string;
  /** What the browser must send with a change; only where the request came with a session cookie. */
  readonly csrfToken?: string;
}

/** What every log line of the current request, event or job carries. */
export interface LogContext {
  correlation_id?: string;
  merchant_id?: string;
  plugin_id?: string;
  event_type?: string;
  job?: string;
}

export const logContext = new AsyncLocalStorage<LogContext>();
