import type { Installation } from './installation.js';

/** How far a dispatch day of an event is. */
export interface DispatchProgress {
  readonly event_id: string;
  readonly dispatch_date: string;
  readonly slices: number;
  readonly slices_done: number;
  /** Customers of the committed chunks. */
  readonly recipients: number;
}

/** @returns of each event the days that were handed to the dispatcher */
export const dispatchProgress = (
  { services, merchantId }: Installation,
  eventIds: readonly string[],
): Promise<DispatchProgress[]> =>
  services.query<DispatchProgress & Record<string, unknown>>(
    `select d.event_id, d.dispatch_date::text as dispatch_date, d.slices,
       count(c.*) filter (where c.is_last)::int as slices_done, coalesce(sum(c.recipients), 0)::int as recipients
     from scheduling.dispatch_day d
     left join dispatch.chunk c using (merchant_id, event_id, dispatch_date)
     where d.merchant_id = $1 and d.event_id = any($2::uuid[])
     group by d.event_id, d.dispatch_date, d.slices`,
    [merchantId, eventIds],
  );

export const isWhole = ({ slices, slices_done }: DispatchProgress): boolean =>
  slices_done === slices;
