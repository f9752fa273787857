import { z } from 'zod';

/** CloudEvents 1.0 attributes in Kafka's binary mode, with the merchant and the correlation id as extensions. */
export interface EventHeaders {
  readonly ce_specversion: '1.0';
  readonly ce_id: string;
  readonly ce_type: string;
  readonly ce_source: string;
  readonly ce_time: string;
  readonly ce_merchantid: string;
  readonly ce_correlationid: string;
  readonly 'content-type': string;
}

const headersSchema = z.object({
  ce_id: z.guid().toLowerCase(),
  ce_type: z.string().min(1),
  ce_time: z.iso.datetime(),
  ce_merchantid: z.guid().toLowerCase(),
  ce_correlationid: z.string().min(1).max(200),
});

/** What a handler learns about an event beside its payload. */
export interface EventEnvelope {
  readonly eventId: string;
  readonly type: string;
  readonly merchantId: string;
  readonly correlationId: string;
  readonly time: Date;
}

/** @throws ZodError when a required header is missing or malformed. */
export const readEnvelope = (headers: Readonly<Record<string, string>>): EventEnvelope => {
  const valid = headersSchema.parse(headers);
  return {
    eventId: valid.ce_id,
    type: valid.ce_type,
    merchantId: valid.ce_merchantid,
    correlationId: valid.ce_correlationid,
    time: new Date(valid.ce_time),
  };
};
