import type { DispatchProgress } from './dispatch-progress.js';
import type { Installation } from './installation.js';

interface Count {
  readonly messages: number;
  readonly customers: number;
  readonly strangers: number;
  readonly in_other_language: number;
}

/**
 * Counts the messages of a dispatch day anew, against the audience.
 * @returns what is wrong with them; nothing when each eligible customer has one, in their language, and nobody else has any
 */
export const recountDay = async (
  { services, merchantId }: Installation,
  { event_id, dispatch_date, ...progress }: DispatchProgress,
  eligible: number,
): Promise<string[]> => {
  const [count] = await services.query<Count & Record<string, unknown>>(
    `select count(*)::int as messages, count(distinct m.user_id)::int as customers,
       (count(*) filter (where a.user_id is null or a.has_left))::int as strangers,
       (count(*) filter (where c.locale is distinct from a.locale))::int as in_other_language
     from inbox.dispatch d
     join inbox.message m using (merchant_id, dispatch_no)
     left join dispatch.audience a using (merchant_id, bucket, user_id)
     left join inbox.dispatch_content c on c.merchant_id = d.merchant_id
       and c.dispatch_no = d.dispatch_no and c.locale_no = m.locale_no
     where d.merchant_id = $1 and d.event_id = $2 and d.dispatch_date = $3`,
    [merchantId, event_id, dispatch_date],
  );
  const wanted = {
    messages: eligible,
    customers: eligible,
    strangers: 0,
    in_other_language: 0,
    recipients: eligible,
    slices_done: progress.slices,
  };
  const found: Record<string, unknown> = { ...count, ...progress };
  return Object.entries(wanted)
    .filter(([name, value]) => found[name] !== value)
    .map(
      ([name, value]) =>
        `event ${event_id} on ${dispatch_date}: ${name} is ${String(found[name])}, not ${value}`,
    );
};

/** @returns how many messages a customer has not read, of all that are there */
export const recountUnread = async (
  { services, merchantId }: Installation,
  userId: string,
): Promise<number> => {
  const [row] = await services.query<{ unread: number }>(
    `select count(*)::int as unread from inbox.customer_message
     where merchant_id = $1 and user_id = $2 and not is_read`,
    [merchantId, userId],
  );
  return row?.unread ?? Number.NaN;
};
