import type { Audience, AudienceKind } from './audience.js';
import { listedCustomers } from './listed-customers.js';

/** An audience while it is edited: what was entered for one kind is kept while another one is looked at. */
export interface AudienceDraft {
  kind: AudienceKind;
  tiers: string[];
  locales: string[];
  segments: string[];
  /** Ids as they were typed or pasted. */
  customers: string;
}

export function audienceDraftOf(audience: Audience): AudienceDraft {
  return {
    kind: audience.kind,
    tiers: audience.kind === 'tiers' ? audience.tier_ids : [],
    locales: audience.kind === 'locales' ? audience.locales : [],
    segments: audience.kind === 'segments' ? audience.segments : [],
    customers: audience.kind === 'list' ? audience.customer_ids.join('\n') : '',
  };
}

/** Entries that are no ids are left out: a form does not send while there are any. */
export function audienceOf(draft: AudienceDraft): Audience {
  switch (draft.kind) {
    case 'everyone':
      return { kind: 'everyone' };
    case 'tiers':
      return { kind: 'tiers', tier_ids: draft.tiers };
    case 'locales':
      return { kind: 'locales', locales: draft.locales };
    case 'segments':
      return { kind: 'segments', segments: draft.segments };
    case 'list':
    default:
      return { kind: 'list', customer_ids: listedCustomers(draft.customers).ids };
  }
}
