import { injectable } from 'inversify';
import { definePlugin, Extensions } from '../../../index.js';
import { type ReviewBoard, ReviewBoardRef, reviewChecks } from './reviews-contract.js';

@injectable()
class Reviews implements ReviewBoard {
  private readonly texts: { readonly merchantId: string; readonly text: string }[] = [];

  constructor(private readonly extensions: Extensions) {}

  add(merchantId: string, text: string): readonly string[] {
    const checks = this.extensions.of(reviewChecks, merchantId);
    const objections = checks.flatMap(({ value }) => value.objection(text) ?? []);
    if (objections.length === 0) this.texts.push({ merchantId, text });
    return objections;
  }

  count(merchantId: string): number {
    return this.texts.filter((review) => review.merchantId === merchantId).length;
  }
}

export const reviews = definePlugin({
  id: 'reviews',
  version: '1.0.0',
  host: '*',
  enablement: 'opt-out',
  bindings: [{ ref: ReviewBoardRef, to: Reviews }],
  exports: [ReviewBoardRef],
  extensionPoints: [reviewChecks],
});
