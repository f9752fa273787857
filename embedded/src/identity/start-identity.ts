import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { signingKeys } from '../keys/signing-keys.js';
import type { OnLog } from '../process/log-line.js';
import { assertPortsFree } from '../process/ports.js';
import { cookieKeys } from './cookie-keys.js';
import { skipEmptyLogout } from './end-session.js';
import { identityHandler } from './identity-handler.js';
import type { IdentityOptions } from './identity-options.js';
import { languages } from './languages.js';
import { loginHandler } from './login-routes.js';
import { providerConfiguration } from './provider-configuration.js';
import { providerPages } from './provider-pages.js';
import { memoryStore } from './storage/memory-store.js';
import { postgresStore } from './storage/postgres-store.js';
import { userDirectory } from './user-directory.js';

export interface EmbeddedIdentity {
  /** `http://localhost:<port>` */
  issuer: string;
  /** Closes the server and its database connections. Idempotent. */
  stop(): Promise<void>;
}

const STYLES = new URL('../../assets/login.css', import.meta.url);

/**
 * Starts an OpenID Connect provider in this process, on 127.0.0.1.
 * @throws PortTakenError before anything is started
 * @throws Error for users, merchants, clients or locales that do not fit together
 */
export async function startIdentity(options: IdentityOptions): Promise<EmbeddedIdentity> {
  const { dataDir, port, clients, onLog, portSetting = 'identity.port' } = options;
  const directory = userDirectory(options.users, options.merchants);
  const offered = languages(options.locales ?? ['en', 'ar', 'he']);
  await assertPortsFree([{ port, service: 'the identity provider', setting: portSetting }]);
  mkdirSync(dataDir, { recursive: true });

  const issuer = `http://localhost:${port}`;
  const keys = await signingKeys(dataDir);
  const cookies = await cookieKeys(dataDir);
  const store = options.database ? await postgresStore(options.database, onLog) : memoryStore();
  try {
    const pages = providerPages(offered, clients);
    const provider = new Provider(
      issuer,
      providerConfiguration({ options, directory, keys, cookieKeys: cookies, store, pages }),
    );
    provider.use(skipEmptyLogout);
    reportErrors(provider, onLog);
    const server = createServer(
      identityHandler({
        port,
        styles: readFileSync(STYLES, 'utf8'),
        login: loginHandler({ provider, directory, languages: offered, clients }),
        provider: provider.callback(),
        onLog,
      }),
    );
    await listening(server, port);
    onLog(`identity provider listening on ${issuer}`, 'info');
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await closed(server);
      await store.close();
    };
    return { issuer, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function reportErrors(provider: Provider, onLog: OnLog): void {
  provider.on('server_error', (_ctx, error) => onLog(error.stack ?? error.message, 'error'));
  provider.on('authorization.error', (_ctx, error) =>
    onLog(`authorization: ${said(error)}`, 'warn'),
  );
  provider.on('grant.error', (_ctx, error) => onLog(`token: ${said(error)}`, 'warn'));
  provider.on('end_session.error', (_ctx, error) => onLog(`logout: ${said(error)}`, 'warn'));
}

/** `error_detail` stays on this side: it is meant for operators alone. */
function said(error: { error: string; error_description?: string; error_detail?: string }): string {
  return [error.error, error.error_description, error.error_detail].filter(Boolean).join(': ');
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
