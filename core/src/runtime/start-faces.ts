import type { Registry } from 'prom-client';
import { Authenticator } from '../auth/authenticator.js';
import { BrowserLogin } from '../auth/browser-login.js';
import { SessionCookies } from '../auth/session.js';
import { keysOfIssuer, TokenVerifier } from '../auth/token-verifier.js';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { GrpcServer } from '../grpc/grpc-server.js';
import { createHttpApp } from '../http/http-app.js';
import { HttpMetrics } from '../http/http-metrics.js';
import { HttpServer } from '../http/http-server.js';
import { OpenStreams } from '../http/open-streams.js';
import type { Readiness } from '../http/operations-routes.js';
import { loadLocales } from '../i18n/load-locales.js';
import { Translations } from '../i18n/translations.js';
import type { Logger } from '../observability/logger.js';
import type { Gate } from '../plugin/gate.js';
import { hostVersion } from '../version.js';
import type { HostOptions } from './host-options.js';
import type { HostRole } from './host-role.js';
import type { StartedPlugin } from './started-plugin.js';
import type { StopSequence } from './stop-sequence.js';

export interface FaceServices {
  readonly database: Database;
  readonly listener: Listener;
  readonly started: readonly StartedPlugin[];
  readonly gate: Gate;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly readiness: () => Promise<Readiness>;
  readonly roles: readonly HostRole[];
}

/** Opens what the world sees of a host: gRPC, then HTTP. @returns the ports that were bound; 0 where a role is missing */
export const startFaces = async (
  options: HostOptions,
  services: FaceServices,
  stop: StopSequence,
): Promise<{ readonly httpPort: number; readonly grpcPort: number }> => {
  const { identity, http, sessionKey } = options;
  const { started, gate, logger, roles } = services;
  const translations = new Translations([
    loadLocales('core', new URL('../../locales/', import.meta.url)),
    ...started.flatMap(({ locales }) => locales ?? []),
  ]);
  const tokens = new TokenVerifier({
    issuer: identity.issuer,
    audience: identity.audience,
    keys: identity.keys ?? keysOfIssuer(identity.issuer),
  });
  const cookies = new SessionCookies(sessionKey, http.publicUrl.startsWith('https:'));
  const login = new BrowserLogin({ ...identity, publicUrl: http.publicUrl, key: sessionKey });

  let grpcPort = 0;
  if (roles.includes('grpc')) {
    const grpc = new GrpcServer({
      plugins: started,
      tokens,
      gate,
      translations,
      logger,
      ...(options.grpc.tls && { tls: options.grpc.tls }),
    });
    stop.add('grpc', (milliseconds) => grpc.close(milliseconds));
    grpcPort = await grpc.listen(options.grpc.host, options.grpc.port);
  }

  const streams = new OpenStreams(services.database, services.listener, (error) =>
    logger.warn({ err: error }, 'streams of a session could not be ended everywhere'),
  );
  await streams.start();
  const app = createHttpApp({
    plugins: started,
    version: hostVersion,
    publicUrl: http.publicUrl,
    login,
    cookies,
    authenticator: new Authenticator(tokens, cookies, login),
    gate,
    streams,
    translations,
    logger,
    metrics: services.registry,
    httpMetrics: new HttpMetrics(services.registry),
    readiness: services.readiness,
    isOpen: roles.includes('http'),
    ...(options.portal && { portal: options.portal }),
  });
  const server = new HttpServer(app);
  stop.add('http', (milliseconds) => server.close(milliseconds));
  stop.add('streams', async () => streams.close());
  return { grpcPort, httpPort: await server.listen(http.host, http.port) };
};
