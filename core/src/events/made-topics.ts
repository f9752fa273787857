/** Has each topic made once, before it is first used: brokers are told not to make topics by accident. */
export class MadeTopics {
  private readonly made = new Map<string, Promise<void>>();

  /** @param make makes a topic, or leaves it as it is where it is there */
  constructor(private readonly make: (topic: string) => Promise<void>) {}

  async ensure(topics: readonly string[]): Promise<void> {
    await Promise.all([...new Set(topics)].map((topic) => this.ensureOne(topic)));
  }

  private ensureOne(topic: string): Promise<void> {
    const known = this.made.get(topic);
    if (known) return known;
    const making = this.make(topic).catch((error: unknown) => {
      this.made.delete(topic);
      throw error;
    });
    this.made.set(topic, making);
    return making;
  }
}
