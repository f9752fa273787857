import { injectable } from 'inversify';
import { definePlugin, OptionalServices } from '../../../index.js';
import { ReviewBoardRef } from './reviews-contract.js';

@injectable()
export class ShopWindow {
  constructor(private readonly services: OptionalServices) {}

  /** @returns undefined for a merchant without reviews. */
  reviews(merchantId: string): number | undefined {
    return this.services.find(ReviewBoardRef, merchantId)?.count(merchantId);
  }
}

export const shopWindow = definePlugin({
  id: 'shop-window',
  version: '1.0.0',
  host: '*',
  dependsOn: { optional: ['reviews'] },
  enablement: 'opt-out',
  bindings: [ShopWindow],
});
