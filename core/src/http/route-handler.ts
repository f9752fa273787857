import { promisify } from 'node:util';
import express, { type RequestHandler } from 'express';
import type { z } from 'zod';
import { coreError } from '../errors/core-errors.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { type AdmissionServices, admitRequest } from './admit-request.js';
import { checkedInput } from './checked-input.js';
import { entityTag, expectedVersionOf } from './entity-tag.js';
import type { RouteContribution } from './route.js';

const bodyReader = (kilobytes: number) =>
  promisify(express.json({ limit: kilobytes * 1_024, strict: false, type: ['json', '+json'] }));

/** Puts one contributed route behind: authenticate → merchant → plugin on → permission → limit → validation → handler. */
export const routeHandler = (
  spec: RouteContribution,
  plugin: PluginSpec,
  scope: PluginScope,
  services: AdmissionServices,
): RequestHandler => {
  const readBody = bodyReader(spec.maxBodyKb ?? 256);
  const checked = (schema: z.ZodType | undefined, sent: unknown): unknown =>
    schema && checkedInput(schema, sent, plugin.id);

  return async (request, response) => {
    const context = await admitRequest(request, response, services, {
      plugin,
      permission: spec.permission,
      merchant: request.get('promenade-merchant'),
      orFirstMerchant: spec.orFirstMerchant,
    });

    const params = checked(spec.params, request.params);
    const query = checked(spec.query, request.query);
    if (spec.body) {
      if (!request.is(['json', '+json'])) throw coreError('unsupported-media-type');
      await readBody(request, response);
    }
    const body = checked(spec.body, request.body);
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
