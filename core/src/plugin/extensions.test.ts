import { describe, expect, it } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import { extensionPoint } from './extension-point.js';
import { ExtensionRegistry } from './extension-registry.js';
import { Extensions } from './extensions.js';

const kinds = extensionPoint<string>('inbox.kinds');
const { spec: inbox } = samplePlugin('inbox', { extensionPoints: [kinds] });
const { spec: news } = samplePlugin('news');
const { spec: mail } = samplePlugin('mail');

const extensionsOf = (registry: ExtensionRegistry, failed: readonly string[] = []) =>
  new Extensions(inbox, registry, (id) => failed.includes(id), {
    isOn: ({ id }, merchantId) => merchantId === `with-${id}`,
  });

describe('Extensions', () => {
  it('are not read before they are complete, and not added to afterwards', () => {
    const registry = new ExtensionRegistry();
    const extensions = extensionsOf(registry);
    registry.add(kinds, news, 'article');
    expect(() => extensions.of(kinds)).toThrow(
      "the extensions of 'inbox.kinds' are not complete yet",
    );
    registry.seal();
    expect(extensions.of(kinds)).toEqual([{ plugin: 'news', value: 'article' }]);
    expect(() => registry.add(kinds, mail, 'letter')).toThrow(
      "'mail' extends 'inbox.kinds' too late: extension points are sealed",
    );
  });

  it('are those of plugins that did not fail and are on for the merchant', () => {
    const registry = new ExtensionRegistry();
    registry.add(kinds, news, 'article');
    registry.add(kinds, mail, 'letter');
    registry.seal();
    const plugins = (merchantId?: string, failed: string[] = []) =>
      extensionsOf(registry, failed)
        .of(kinds, merchantId)
        .map(({ plugin }) => plugin);
    expect(plugins()).toEqual(['news', 'mail']);
    expect(plugins('with-mail')).toEqual(['mail']);
    expect(plugins('with-mail', ['mail'])).toEqual([]);
    expect(plugins(undefined, ['news'])).toEqual(['mail']);
  });

  it('of another plugin are refused; of a point that nobody fills there are none', () => {
    const registry = new ExtensionRegistry();
    registry.seal();
    expect(extensionsOf(registry).of(kinds)).toEqual([]);
    expect(() => extensionsOf(registry).of(extensionPoint('news.slots'))).toThrow(
      "'inbox' reads the extension point 'news.slots', which it does not declare",
    );
  });
});
