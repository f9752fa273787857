import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { injectable } from 'inversify';
import { z } from 'zod';
import { createLogger } from '../observability/logger.js';
import { extend, extensionPoint } from '../plugin/extension-point.js';
import { Extensions } from '../plugin/extensions.js';
import { pluginConfig } from '../plugin-config/plugin-config-definition.js';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { reviews } from './testing/extending/reviews.js';
import { ReviewBoardRef, reviewChecks } from './testing/extending/reviews-contract.js';
import { ShopWindow, shopWindow } from './testing/extending/shop-window.js';
import { wordFilter } from './testing/extending/word-filter.js';

const journal: string[] = [];
const slots = extensionPoint<string>('journal.slots');

@injectable()
class JournalReader {
  constructor(readonly extensions: Extensions) {
    journal.push('bind journal');
  }
}
@injectable()
class Hasty {
  constructor(extensions: Extensions) {
    extensions.of(hastySlots);
  }
}
const hastySlots = extensionPoint<string>('hasty.slots');

const owner = samplePlugin('journal', {
  extensionPoints: [slots],
  bindings: [JournalReader],
  lifecycle: {
    start: async (scope) => {
      const found = scope.get(JournalReader).extensions.of(slots);
      journal.push(`start journal with ${found.map(({ plugin }) => plugin).join(', ')}`);
    },
  },
});
const extending = (id: string, value: () => string, start?: () => Promise<void>) =>
  samplePlugin(id, {
    dependsOn: { required: ['journal'] },
    extends: [
      extend(slots, () => {
        journal.push(`extend by ${id}`);
        return value();
      }),
    ],
    ...(start && { lifecycle: { start } }),
  });
const failing = (what: string) => () => {
  throw new Error(what);
};

let host: TestHost;

beforeAll(async () => {
  host = await createTestHost({
    logger: createLogger({ level: 'silent' }),
    config: { 'word-filter': { words: ['cheap pills'] } },
    plugins: [
      reviews,
      wordFilter,
      shopWindow,
      owner,
      extending('steady', () => 'steady'),
      extending('broken', failing('no value')),
      extending(
        'broken-later',
        () => 'later',
        async () => failing('no start')(),
      ),
      samplePlugin('needs-broken', { dependsOn: { required: ['broken'] } }),
      samplePlugin('hasty', { extensionPoints: [hastySlots], bindings: [Hasty] }),
      samplePlugin('lonely', {
        dependsOn: { optional: ['nowhere'] },
        extends: [
          extend(extensionPoint<string>('nowhere.slots'), failing('asked'), { optional: true }),
        ],
      }),
    ],
  });
});
afterAll(() => host?.stop());

const scopeOf = (id: string) => {
  const plugin = host.started.find(({ spec }) => spec.id === id);
  if (!plugin) throw new Error(`'${id}' did not start`);
  return plugin.scope;
};
const merchant = (): string => crypto.randomUUID();
const set = (merchantId: string, pluginId: string, enabled: boolean) =>
  host.directory.switch(merchantId, { pluginId, enabled, by: 'tester' });

describe('the phases of the start', () => {
  test('bind all, then extend all, then start', () => {
    expect(journal).toEqual([
      'bind journal',
      'extend by steady',
      'extend by broken',
      'extend by broken-later',
      'start journal with steady, broken-later',
    ]);
  });

  test('leave out who cannot extend and who requires it, not the owner', () => {
    expect(host.failed.map(({ spec, reason }) => [spec.id, reason])).toEqual([
      ['hasty', expect.stringContaining("read them in 'lifecycle.start' or later")],
      ['broken', 'no value'],
      ['needs-broken', "it requires 'broken', which did not start"],
      ['broken-later', 'no start'],
    ]);
    expect(scopeOf('lonely').pluginId).toBe('lonely');
  });

  test('leave nothing of a plugin that failed at a point', () => {
    expect(scopeOf('journal').get(Extensions).of(slots)).toEqual([
      { plugin: 'steady', value: 'steady' },
    ]);
  });
});

describe('an extension', () => {
  test('counts for a merchant only while its plugin is on for it', async () => {
    const [one, other] = [merchant(), merchant()];
    const board = scopeOf('reviews').get(ReviewBoardRef);
    expect(board.add(one, 'Cheap pills!')).toEqual(["'cheap pills' is not allowed"]);
    await set(one, 'word-filter', false);
    expect(board.add(one, 'Cheap pills!')).toEqual([]);
    expect(board.add(other, 'Cheap pills!')).toHaveLength(1);
    await set(one, 'word-filter', true);
    expect(board.add(one, 'Cheap pills!')).toHaveLength(1);
    expect(scopeOf('reviews').get(Extensions).of(reviewChecks)).toHaveLength(1);
  });
});

describe('a service of an optional dependency', () => {
  test('is there only while its plugin is on for the merchant', async () => {
    const [one, other] = [merchant(), merchant()];
    const window = scopeOf('shop-window').get(ShopWindow);
    expect(window.reviews(one)).toBe(0);
    await set(one, 'reviews', false);
    expect(window.reviews(one)).toBeUndefined();
    expect(window.reviews(other)).toBe(0);
    await set(one, 'reviews', true);
    expect(window.reviews(one)).toBe(0);
  });

  test('is absent when the plugin is not installed', async () => {
    const alone = await createTestHost({ plugins: [shopWindow], urls: host.urls });
    try {
      const [plugin] = alone.started;
      expect(plugin?.scope.get(ShopWindow).reviews(merchant())).toBeUndefined();
    } finally {
      await alone.stop();
    }
  });
});

describe("a plugin's configuration", () => {
  test('stops the host before anything starts, with all faults', async () => {
    const config = pluginConfig(z.object({ region: z.string(), size: z.int().default(1) }));
    const started = createTestHost({
      urls: host.urls,
      config: { mail: { size: 'big' }, mial: {} },
      plugins: [samplePlugin('mail', { config })],
    });
    await expect(started).rejects.toThrow(
      /config\.mial .* did you mean 'mail'\?[^]*config\.mail\.region is missing[^]*config\.mail\.size is "big"/,
    );
  });
});

describe('docs/guides/extend-another-plugin.md', () => {
  const guide = readFileSync(
    new URL('../../../docs/guides/extend-another-plugin.md', import.meta.url),
    'utf8',
  );
  const blocks = [...guide.matchAll(/^`([\w-]+\.ts)`:?\n\n```ts\n([^]*?)```/gm)];
  const written = (file: string): string =>
    readFileSync(new URL(`./testing/extending/${file}`, import.meta.url), 'utf8').replaceAll(
      '../../../index.js',
      '@promenade/core',
    );

  test.each(blocks.map(([, file = '', code = '']) => [file, code]))(
    'shows %s as it runs here',
    (file, code) => expect(code).toBe(written(file)),
  );

  test('shows all of them', () => {
    const files = ['reviews-contract.ts', 'reviews.ts', 'word-filter.ts', 'shop-window.ts'];
    expect(blocks.map(([, file]) => file)).toEqual(files);
  });
});
