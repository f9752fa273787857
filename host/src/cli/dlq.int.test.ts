import { queryAs } from '@promenade/core/testing';
import { dlqContract } from './testing/dlq-contract.js';

/** Writes a record into the log as the outbox, and stamps it as the relay of a host would. */
dlqContract('with events in PostgreSQL', {}, async (urls, { topic, key, headers, value }) => {
  const merchant = headers.ce_merchantid ?? '';
  await queryAs(
    urls.application,
    `insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
     values (gen_random_uuid(), $1, $2, $1, $3, $4, $5)`,
    [topic, key, value, JSON.stringify(headers), merchant],
    merchant,
  );
  await queryAs(
    urls.relay,
    `with next as (update promenade.log_position set last = last + 1 returning last)
     update promenade.outbox set position = next.last from next where position is null`,
  );
});
