import pg from 'pg';
import type { Audience } from '../domain/audience.js';

const { escapeLiteral } = pg;

export interface AudienceScope {
  readonly merchantId: string;
  readonly eventId: string;
  readonly audience: Audience;
}

/**
 * The members of an event's audience, as `from` and `where` of a query over `a`; in text, since COPY takes no parameters.
 * Every value is escaped.
 */
export const membersOf = ({ merchantId, eventId, audience }: AudienceScope): string => {
  const ofMerchant = `a.merchant_id = ${escapeLiteral(merchantId)}::uuid and not a.has_left`;
  if (audience.kind === 'LIST') {
    return `dispatch.listed_customer l
      join dispatch.audience a using (merchant_id, bucket, user_id)
      where ${ofMerchant} and l.event_id = ${escapeLiteral(eventId)}::uuid`;
  }
  const tier =
    audience.kind === 'TIERS'
      ? ' join dispatch.customer_tier t using (merchant_id, bucket, user_id)'
      : '';
  return `dispatch.audience a${tier} where ${ofMerchant}${restriction(audience)}`;
};

const restriction = ({ kind, names }: Audience): string => {
  const listed = `array[${names.map(escapeLiteral).join(', ')}]::text[]`;
  switch (kind) {
    case 'TIERS':
      return ` and t.tier_id = any(${listed})`;
    case 'LOCALES':
      return ` and (a.locale = any(${listed}) or split_part(a.locale, '-', 1) = any(${listed}))`;
    case 'SEGMENTS':
      return ` and a.segments && ${listed}`;
    case 'EVERYONE':
    case 'LIST':
      return '';
    case 'UNKNOWN':
    default:
      // Nobody may get a message on account of a kind that is not known.
      return ' and false';
  }
};
