/** What a customer reads. */
export interface MessageContent {
  readonly title: string;
  readonly body: string;
}
