/** Whose inbox: a customer of a merchant. */
export interface InboxOwner {
  readonly merchantId: string;
  readonly userId: string;
}
