export const AUDIENCE_KINDS = ['everyone', 'tiers', 'locales', 'segments', 'list'] as const;

export type AudienceKind = (typeof AUDIENCE_KINDS)[number];

/** Who gets the messages of an event, as the API takes it. */
export type Audience =
  | { kind: 'everyone' }
  | { kind: 'tiers'; tier_ids: string[] }
  | { kind: 'locales'; locales: string[] }
  | { kind: 'segments'; segments: string[] }
  | { kind: 'list'; customer_ids: string[] };
