import { coreError, Database, supportedLocales } from '@promenade/core';
import { injectable } from 'inversify';
import { knownLocale } from '../domain/known-locale.js';
import { pageSizeOf } from '../domain/page-size.js';
import type { Tier } from '../domain/tier.js';
import { type TierTexts, tierTexts } from '../domain/tier-texts.js';
import { TierReader } from '../store/tier-reader.js';

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
  constructor(
    private readonly database: Database,
    private readonly reader: TierReader,
  ) {}

  /** @throws validation-failed for an unknown locale; tier-not-found */
  async get(
    merchantId: string,
    tierId: string,
    locale: string | undefined,
  ): Promise<LocalizedTier> {
    const wanted = localeOf(locale);
    const tier = await this.database.transaction(merchantId, (tx) => this.reader.get(tx, tierId));
    return { tier, texts: tierTexts(tier, wanted) };
  }

  /** @throws validation-failed for an unknown locale; invalid-cursor */
  async page(
    merchantId: string,
    { locale, pageSize, pageToken }: TierPageRequest,
  ): Promise<{ readonly tiers: readonly LocalizedTier[]; readonly nextToken: string }> {
    const wanted = localeOf(locale);
    const { tiers, nextToken } = await this.database.transaction(merchantId, (tx) =>
      this.reader.page(tx, { size: pageSizeOf(pageSize), token: pageToken || undefined }),
    );
    return { tiers: tiers.map((tier) => ({ tier, texts: tierTexts(tier, wanted) })), nextToken };
  }
}

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
