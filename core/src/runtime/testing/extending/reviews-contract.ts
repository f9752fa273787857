import { extensionPoint, serviceRef } from '../../../index.js';

/** Looks at a review before it is taken. */
export interface ReviewCheck {
  /** Why the review is not taken; undefined when nothing stands against it. */
  objection(text: string): string | undefined;
}

/** What else must agree to a review. */
export const reviewChecks = extensionPoint<ReviewCheck>('reviews.checks');

export interface ReviewBoard {
  /** @returns the objections; without any the review is taken. */
  add(merchantId: string, text: string): readonly string[];
  count(merchantId: string): number;
}

export const ReviewBoardRef = serviceRef<ReviewBoard>('reviews.board');
