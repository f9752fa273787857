import type { Request, Response } from 'express';
import type { Authenticator } from '../auth/authenticator.js';
import { merchantOf } from '../auth/merchant-of.js';
import { logContext, type RequestContext } from '../context/request-context.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { Gate } from '../plugin/gate.js';
import { requestInfo } from './request-info.js';

export interface AdmissionServices {
  readonly authenticator: Authenticator;
  readonly gate: Gate;
}

/**
 * The way of every HTTP request to a plugin: authenticate → merchant → plugin on → permission → limit. The cookies of a renewed
 * session go out with any answer.
 * @param wanted.merchant id of the merchant that the caller selects
 * @throws what refuses the request
 */
export const admitRequest = async (
  request: Request,
  response: Response,
  { authenticator, gate }: AdmissionServices,
  wanted: {
    readonly plugin: PluginSpec;
    readonly permission: string;
    readonly merchant: string | undefined;
    readonly orFirstMerchant?: boolean | undefined;
  },
): Promise<RequestContext> => {
  const { plugin, permission, merchant, orFirstMerchant } = wanted;
  const { locale, correlationId } = requestInfo(response);
  const { principal, session, setCookies } = await authenticator.authenticate(
    request.method,
    request.headers,
  );
  if (setCookies) response.append('set-cookie', [...setCookies]);
  const merchantId = merchantOf(principal, merchant, orFirstMerchant);
  const lines = logContext.getStore();
  if (lines) Object.assign(lines, { merchant_id: merchantId, plugin_id: plugin.id });
  await gate.admitRequest(plugin, merchantId, principal.roles, permission);
  return {
    merchantId,
    principal,
    locale,
    correlationId,
    ...(session && { csrfToken: session.csrf_token }),
  };
};
