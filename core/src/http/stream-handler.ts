import { once } from 'node:events';
import type { RequestHandler, Response } from 'express';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { type AdmissionServices, admitRequest } from './admit-request.js';
import { checkedInput } from './checked-input.js';
import { type OpenStreams, sessionName } from './open-streams.js';
import type { StreamContribution, StreamEvent } from './stream.js';

export interface StreamServices extends AdmissionServices {
  readonly streams: OpenStreams;
  readonly logger: Logger;
}

/** Puts one contributed stream behind: authenticate → merchant → plugin on → permission → limit → validation → events. */
export const streamHandler =
  (
    spec: StreamContribution,
    plugin: PluginSpec,
    scope: PluginScope,
    services: StreamServices,
  ): RequestHandler =>
  async (request, response) => {
    const { gate, streams, logger } = services;
    const { merchant } = request.query;
    const context = await admitRequest(request, response, services, {
      plugin,
      permission: spec.permission,
      merchant:
        request.get('promenade-merchant') ?? (typeof merchant === 'string' ? merchant : undefined),
    });
    const params = spec.params && checkedInput(spec.params, request.params, plugin.id);
    const { merchantId, principal, csrfToken } = context;

    const ending = new AbortController();
    const end = (): void => ending.abort();
    response.on('close', end);
    const forget = streams.add({
      // While it is not known whether the plugin is on, a stream stays: the gate lets nobody new in.
      isAdmitted: () =>
        (principal.expiresAt ?? Infinity) > Date.now() &&
        (gate.isOn(plugin, merchantId) || !gate.knowsEnablement()),
      session: csrfToken && sessionName(csrfToken),
      beat: () => {
        if (response.headersSent && !response.writableNeedDrain) response.write(': beat\n\n');
      },
      end,
    });
    try {
      const events = await spec.open({ params, context, signal: ending.signal }, scope);
      begin(response);
      await send(response, events, ending.signal);
    } catch (error) {
      // Before the first event it is answered as a problem; afterwards the caller connects anew.
      if (!response.headersSent) throw error;
      if (!ending.signal.aborted) logger.warn({ err: error, path: request.path }, 'stream broken');
    } finally {
      forget();
      end();
    }
    response.end();
  };

/** How long a browser waits before it connects anew, in milliseconds. */
const retry = 2_000;

const begin = (response: Response): void => {
  response.status(200).set({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would hold events back.
    'x-accel-buffering': 'no',
  });
  response.write(`retry: ${retry}\n\n`);
};

const send = async (
  response: Response,
  events: AsyncIterable<StreamEvent<unknown>>,
  signal: AbortSignal,
): Promise<void> => {
  for await (const { event, data } of events) {
    if (signal.aborted) return;
    // Nothing piles up for a caller that does not read.
    if (!response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) {
      await once(response, 'drain', { signal });
    }
  }
};
