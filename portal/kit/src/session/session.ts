/** A page that the session's subject may open. `title_key` lies in the namespace of its plugin. */
export interface SessionPage {
  plugin_id: string;
  path: string;
  title_key: string;
  icon: string;
  placement: 'main' | 'account';
}

/** The answer of `GET /api/platform/v1/session`. */
export interface Session {
  subject: string;
  name: string;
  roles: string[];
  csrf_token: string;
  merchants: { id: string; name: string }[];
  merchant_id: string;
  permissions: string[];
  pages: SessionPage[];
}
