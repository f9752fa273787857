import type { Change } from '../invalidation.js';

/** Generations that a test moves by hand; unknown while it says so. */
export class ScriptedGenerations {
  private readonly current = new Map<string, number>();
  isKnown = true;

  async of({ merchantId, pluginId }: Change): Promise<string | undefined> {
    if (!this.isKnown) return undefined;
    return String(this.current.get(`${merchantId} ${pluginId}`) ?? 0);
  }

  renewNow({ merchantId, pluginId }: Change): void {
    const key = `${merchantId} ${pluginId}`;
    this.current.set(key, (this.current.get(key) ?? 0) + 1);
  }

  async renew(): Promise<void> {}

  forget(): void {}
}
