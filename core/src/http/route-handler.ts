import { promisify } from 'node:util';
import express, { type RequestHandler } from 'express';
import type { z } from 'zod';
import type { Authenticator } from '../auth/authenticator.js';
import { merchantOf } from '../auth/merchant-of.js';
import { logContext, type RequestContext } from '../context/request-context.js';
import { coreError } from '../errors/core-errors.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { Gate } from '../plugin/gate.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { entityTag, expectedVersionOf } from './entity-tag.js';
import { fieldErrors } from './field-errors.js';
import { requestInfo } from './request-info.js';
import type { RouteContribution } from './route.js';
import { unstorableText } from './unstorable-text.js';

export interface RouteServices {
  readonly authenticator: Authenticator;
  readonly gate: Gate;
}

const bodyReader = (kilobytes: number) =>
  promisify(express.json({ limit: kilobytes * 1_024, strict: false, type: ['json', '+json'] }));

/** Puts one contributed route behind: authenticate → merchant → plugin on → permission → limit → validation → handler. */
export const routeHandler = (
  spec: RouteContribution,
  plugin: PluginSpec,
  scope: PluginScope,
  { authenticator, gate }: RouteServices,
): RequestHandler => {
  const readBody = bodyReader(spec.maxBodyKb ?? 256);
  const parse = <S extends z.ZodType | undefined>(schema: S, value: unknown): unknown => {
    if (!schema) return undefined;
    const unstorable = unstorableText(value);
    if (unstorable.length > 0) throw coreError('validation-failed', { fields: unstorable });
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    // Texts of a plugin's own rules stand in its own namespace.
    throw coreError('validation-failed', {
      fields: fieldErrors(parsed.error.issues, value).map((field) => ({
        ...field,
        namespace: plugin.id,
      })),
    });
  };

  return async (request, response) => {
    const info = requestInfo(response);
    const { principal, session, setCookies } = await authenticator.authenticate(
      request.method,
      request.headers,
    );
    if (setCookies) response.append('set-cookie', [...setCookies]);
    const merchantId = merchantOf(
      principal,
      request.get('promenade-merchant'),
      spec.orFirstMerchant,
    );
    const context: RequestContext = {
      merchantId,
      principal,
      locale: info.locale,
      correlationId: info.correlationId,
      ...(session && { csrfToken: session.csrf_token }),
    };
    const lines = logContext.getStore();
    if (lines) Object.assign(lines, { merchant_id: merchantId, plugin_id: plugin.id });
    await gate.admitRequest(plugin, merchantId, principal.roles, spec.permission);

    const params = parse(spec.params, request.params);
    const query = parse(spec.query, request.query);
    if (spec.body) {
      if (!request.is(['json', '+json'])) throw coreError('unsupported-media-type');
      await readBody(request, response);
    }
    const body = parse(spec.body, request.body);
    const expectedVersion = spec.ifMatch ? expectedVersionOf(request.get('if-match')) : 0;

    const result = await spec.handle({ params, query, body, expectedVersion, context }, scope);

    const { status, version, location } = spec.reply;
    response.status(status).set('cache-control', 'no-store');
    if (version) response.set('etag', entityTag(version(result)));
    if (location) response.set('location', `/api/${plugin.id}/v1${location(result)}`);
    if (status === 204) response.end();
    else response.json(result);
  };
};
