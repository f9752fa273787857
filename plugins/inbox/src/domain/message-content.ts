/** What a customer reads. */
export interface MessageContent {
  readonly title: string;
  readonly body: string;
}

export interface LocalizedContent extends MessageContent {
  readonly locale: string;
}
