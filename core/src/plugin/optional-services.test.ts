import { describe, expect, it } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import { OptionalServices, type StartedDependency } from './optional-services.js';
import { serviceRef } from './service-ref.js';

const StoreRef = serviceRef<string>('inbox.store');
const { spec: news } = samplePlugin('news', { dependsOn: { optional: ['inbox'] } });
const { spec } = samplePlugin('inbox', { exports: [StoreRef] });
const inbox = {
  spec,
  scope: { pluginId: 'inbox', get: () => 'the store' },
} as unknown as StartedDependency;

const find = (
  started: StartedDependency | undefined,
  ref = StoreRef,
  { isOn = true, user = news } = {},
) => new OptionalServices(user, () => started, { isOn: () => isOn }).find(ref, 'acme');

describe('OptionalServices', () => {
  it('finds a service only of a plugin that started and is on', () => {
    expect(find(inbox)).toBe('the store');
    expect(find(inbox, StoreRef, { isOn: false })).toBeUndefined();
    expect(find(undefined)).toBeUndefined();
  });

  it('says what to do about a plugin that is no optional dependency', () => {
    const { spec: stranger } = samplePlugin('stranger');
    expect(() => find(inbox, StoreRef, { user: stranger })).toThrow(
      "'stranger' asks for 'inbox.store', but 'inbox' is not under 'dependsOn.optional'",
    );
  });

  it('says that a service is not exported', () => {
    expect(() => find(inbox, serviceRef('inbox.vault'))).toThrow(
      "'news' asks for 'inbox.vault', which 'inbox' 1.0.0 does not export",
    );
  });
});
