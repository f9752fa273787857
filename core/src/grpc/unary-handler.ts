import {
  type handleUnaryCall,
  Metadata,
  type ServerUnaryCall,
  type StatusObject,
  status,
} from '@grpc/grpc-js';
import { merchantOf } from '../auth/merchant-of.js';
import type { TokenVerifier } from '../auth/token-verifier.js';
import { correlationIdOf } from '../context/correlation-id.js';
import { logContext, type RequestContext } from '../context/request-context.js';
import { asPromenadeError } from '../errors/as-promenade-error.js';
import { coreError } from '../errors/core-errors.js';
import { errorStatus } from '../errors/error-status.js';
import type { FieldError, PromenadeError } from '../errors/promenade-error.js';
import { checkedInput } from '../http/checked-input.js';
import { type Problem, problemOf } from '../http/problem-json.js';
import { negotiateLocale } from '../i18n/locales.js';
import type { Translations } from '../i18n/translations.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { Gate } from '../plugin/gate.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import type { RpcMethod } from './rpc.js';
import { statusDetails } from './status-details.js';

export interface RpcServices {
  readonly tokens: TokenVerifier;
  readonly gate: Gate;
  readonly translations: Translations;
  readonly logger: Logger;
}

type UnaryCall = ServerUnaryCall<unknown, unknown>;

const textOf = (call: UnaryCall, key: string): string | undefined => {
  const [value] = call.metadata.get(key);
  return typeof value === 'string' ? value : undefined;
};

/** @throws merchant-not-allowed when request and metadata name two: nobody could tell which one is meant. */
const merchantNamedIn = (call: UnaryCall): string | undefined => {
  const { merchantId } = call.request as { merchantId?: string };
  const other = textOf(call, 'promenade-merchant');
  if (merchantId && other && merchantId.toLowerCase() !== other.toLowerCase()) {
    throw coreError('merchant-not-allowed');
  }
  return merchantId || other;
};

const contextOf = async (
  call: UnaryCall,
  correlationId: string,
  tokens: TokenVerifier,
): Promise<RequestContext> => {
  const token = /^Bearer +(\S+)$/i.exec(textOf(call, 'authorization') ?? '')?.[1];
  if (!token) throw coreError('unauthenticated');
  const principal = await tokens.verify(token);
  return {
    principal,
    merchantId: merchantOf(principal, merchantNamedIn(call)),
    locale: negotiateLocale(textOf(call, 'accept-language')),
    correlationId,
  };
};

/** Names a field as the .proto file does: generated code turns `tier_id` into `tierId`. */
const asWritten = (field: FieldError): FieldError => ({
  ...field,
  path: field.path.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
});

/** Puts one RPC behind the same gate as the routes: token → merchant → plugin on → permission → limit → validation → handler. */
export const unaryHandler = (
  method: RpcMethod<unknown, unknown>,
  plugin: PluginSpec,
  scope: PluginScope,
  services: RpcServices,
): handleUnaryCall<unknown, unknown> => {
  const run = async (call: UnaryCall, correlationId: string): Promise<unknown> => {
    const abort = new AbortController();
    call.on('cancelled', () => abort.abort());
    const context = await contextOf(call, correlationId, services.tokens);
    const lines = logContext.getStore();
    if (lines) Object.assign(lines, { merchant_id: context.merchantId });
    const { merchantId, principal } = context;
    await services.gate.admitRequest(plugin, merchantId, principal.roles, method.permission);
    checkedInput(method.request, call.request, plugin.id, asWritten);
    return method.handle({ request: call.request, context, signal: abort.signal }, scope);
  };

  /** Never throws, or the call would hang and the rejection would end the host. */
  const refusalOf = (
    thrown: unknown,
    call: UnaryCall,
    correlationId: string,
  ): Partial<StatusObject> => {
    try {
      const language = textOf(call, 'accept-language');
      const error = asPromenadeError(thrown);
      const refusal = statusOf(error, services.translations, language, correlationId);
      const line = { err: thrown, path: call.getPath() };
      // As of a request: what is not the caller's doing is for the operator.
      if (errorStatus[error.kind].http >= 500) services.logger.error(line, 'rpc failed');
      else services.logger.info(line, 'rpc refused');
      return refusal;
    } catch (fault) {
      services.logger.error({ err: fault, path: call.getPath() }, 'an error could not be told');
      return { code: status.INTERNAL };
    }
  };

  return (call, callback) => {
    const correlationId = correlationIdOf(textOf(call, 'x-correlation-id'));
    const answer = new Metadata();
    answer.set('x-correlation-id', correlationId);
    call.sendMetadata(answer);
    logContext.run({ correlation_id: correlationId, plugin_id: plugin.id }, () => {
      run(call, correlationId).then(
        (reply) => callback(null, reply),
        (error: unknown) => callback(refusalOf(error, call, correlationId)),
      );
    });
  };
};

/** Most clients show the message alone, so that it names the first field at fault. */
const messageOf = ({ code, title, detail, errors }: Problem): string => {
  const first = code === 'validation-failed' ? errors?.[0] : undefined;
  if (!first) return detail ?? title;
  return `${title}: ${[first.path, first.message].filter(Boolean).join(' ')}`;
};

const statusOf = (
  error: PromenadeError,
  translations: Translations,
  acceptLanguage: string | undefined,
  correlationId: string,
): StatusObject => {
  const problem = problemOf(error, translations, negotiateLocale(acceptLanguage), correlationId);
  // A plugin that is off is no missing thing to a caller of its RPC, but a state of the merchant.
  const code =
    error.code === 'plugin-not-enabled' ? status.FAILED_PRECONDITION : errorStatus[error.kind].grpc;
  const message = messageOf(problem);
  const metadata = new Metadata();
  metadata.set('promenade-error-code', error.code);
  metadata.set('grpc-status-details-bin', statusDetails(code, message, error, problem));
  return { code, details: message, metadata };
};
