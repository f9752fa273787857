import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { OnLog } from '../process/log-line.js';
import { FormTooLargeError } from './form-too-large-error.js';
import { STYLE_PATH } from './pages/layout.js';
import { LOGIN_PATH } from './provider-configuration.js';

export interface IdentityHandlerParts {
  port: number;
  styles: string;
  login: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
  /** The provider's own endpoints. */
  provider: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  onLog: OnLog;
}

/** Hands a request to the login pages or to the provider. */
export function identityHandler(parts: IdentityHandlerParts): RequestListener {
  // A foreign name that was made to resolve to 127.0.0.1 is refused.
  const hosts = new Set([`localhost:${parts.port}`, `127.0.0.1:${parts.port}`]);
  return (request, response) => {
    if (!hosts.has(request.headers.host ?? '')) {
      response.writeHead(421).end();
      return;
    }
    route(parts, request, response).catch((error: unknown) => {
      const isTooLarge = error instanceof FormTooLargeError;
      if (!isTooLarge) parts.onLog(`login failed: ${String(error)}`, 'error');
      if (!response.headersSent) response.writeHead(isTooLarge ? 413 : 500);
      response.end();
    });
  };
}

async function route(
  { styles, login, provider }: IdentityHandlerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  if (!url) {
    response.writeHead(400).end();
  } else if (url.pathname === STYLE_PATH) {
    response.writeHead(200, { 'Content-Type': 'text/css; charset=utf-8' }).end(styles);
  } else if (url.pathname === '/favicon.ico') {
    response.writeHead(204).end();
  } else if (url.pathname.startsWith(`${LOGIN_PATH}/`)) {
    await login(request, response, url);
  } else {
    await provider(request, response);
  }
}
