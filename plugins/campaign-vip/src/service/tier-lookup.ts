import { coreError, decodeCursor, encodeCursor, supportedLocales } from '@promenade/core';
import { injectable } from 'inversify';
import { z } from 'zod';
import { knownLocale } from '../domain/known-locale.js';
import { pageSizeOf } from '../domain/page-size.js';
import type { Tier } from '../domain/tier.js';
import { type TierPlace, tierPage } from '../domain/tier-page.js';
import { type TierTexts, tierTexts } from '../domain/tier-texts.js';
import { TierSource } from './tier-source.js';

/** A tier with its texts in one locale. */
export interface LocalizedTier {
  readonly tier: Tier;
  readonly texts: TierTexts;
}

export interface TierPageRequest {
  /** A BCP 47 tag; the tiers' default locales unless given. */
  readonly locale: string | undefined;
  /** 0 or more. */
  readonly pageSize: number;
  /** Empty for the first page. */
  readonly pageToken: string;
}

/** Looks tiers up in a locale, for those who show them. */
@injectable()
export class TierLookup {
  constructor(private readonly tiers: TierSource) {}

  /** @throws validation-failed for an unknown locale; tier-not-found */
  async get(
    merchantId: string,
    tierId: string,
    locale: string | undefined,
  ): Promise<LocalizedTier> {
    const wanted = localeOf(locale);
    const tier = await this.tiers.get(merchantId, tierId);
    return { tier, texts: tierTexts(tier, wanted) };
  }

  /** @throws validation-failed for an unknown locale; invalid-cursor at `/page_token` unless the token is one of this list */
  async page(
    merchantId: string,
    { locale, pageSize, pageToken }: TierPageRequest,
  ): Promise<{ readonly tiers: readonly LocalizedTier[]; readonly nextToken: string }> {
    const wanted = localeOf(locale);
    const after = placeOf(pageToken);
    const all = await this.tiers.list(merchantId);
    const { tiers, isLast } = tierPage(all, pageSizeOf(pageSize), after);
    const last = tiers.at(-1);
    return {
      tiers: tiers.map((tier) => ({ tier, texts: tierTexts(tier, wanted) })),
      nextToken: last && !isLast ? encodeCursor([String(last.minPoints), last.tierId]) : '',
    };
  }
}

const integerText = z.string().regex(/^\d+$/).transform(Number).pipe(z.int32());

const placeOf = (pageToken: string): TierPlace | undefined => {
  const place = decodeCursor(
    pageToken || undefined,
    [integerText, z.string().max(64)],
    '/page_token',
  );
  return place && { minPoints: place[0], tierId: place[1] };
};

const localeOf = (tag: string | undefined): string | undefined => {
  if (tag === undefined) return undefined;
  const locale = knownLocale(tag, supportedLocales);
  if (locale !== undefined) return locale;
  throw coreError('validation-failed', {
    fields: [
      {
        path: '/locale',
        code: 'unknown-locale',
        namespace: 'campaign-vip',
        params: { locales: supportedLocales.join(', ') },
      },
    ],
  });
};
