import { testServices } from '../../testing/test-services.js';

const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
  const response = await fetch(`${testServices().restateAdminUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
};

/** Makes Restate forget a timer, as if its data had been lost. @param namespace of the host's timers */
export const loseTimer = async (namespace: string, key: string): Promise<void> => {
  const service = `promenade_timer_${namespace}`;
  const query = `select id from sys_invocation
    where target_service_name = '${service}' and target_service_key = '${key}' and status <> 'completed'`;
  const answer = await ask('POST', '/query', { query });
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  // One that ended meanwhile is gone as well.
  for (const { id } of rows) await ask('PATCH', `/invocations/${id}/kill`).catch(() => undefined);
  await ask('POST', `/services/${service}/state`, { object_key: key, new_state: {} });
};
