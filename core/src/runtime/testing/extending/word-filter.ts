import { injectable } from 'inversify';
import { z } from 'zod';
import { definePlugin, extend, PluginConfig, pluginConfig } from '../../../index.js';
import { type ReviewCheck, reviewChecks } from './reviews-contract.js';

const wordFilterConfig = pluginConfig(
  z.object({
    words: z.array(z.string()).default(['spam']).describe('Words that no review may have'),
  }),
);

@injectable()
class WordFilter implements ReviewCheck {
  private readonly words: readonly string[];

  constructor(config: PluginConfig) {
    this.words = config.of(wordFilterConfig).words;
  }

  objection(text: string): string | undefined {
    const found = this.words.find((word) => text.toLowerCase().includes(word));
    return found && `'${found}' is not allowed`;
  }
}

export const wordFilter = definePlugin({
  id: 'word-filter',
  version: '1.0.0',
  host: '*',
  dependsOn: { required: ['reviews'] },
  enablement: 'opt-out',
  config: wordFilterConfig,
  bindings: [WordFilter],
  extends: [extend(reviewChecks, (scope) => scope.get(WordFilter))],
});
