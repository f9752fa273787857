import { describe, expect, it } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkPlugins } from './check-plugins.js';
import type { Permission, Plugin, PluginSpec } from './define-plugin.js';
import { type PluginFault, PluginFaultsError } from './plugin-fault.js';
import { serviceRef } from './service-ref.js';

const hostVersion = '1.4.2';

const refusalOf = (...plugins: Plugin[]): PluginFaultsError => {
  try {
    checkPlugins(plugins, hostVersion);
  } catch (error) {
    if (error instanceof PluginFaultsError) return error;
    throw error;
  }
  throw new Error('the plugins were accepted');
};

const faultsOf = (...plugins: Plugin[]): readonly PluginFault[] => refusalOf(...plugins).faults;

describe('checkPlugins', () => {
  it('gives sound plugins in the order in which they start', () => {
    const specs = checkPlugins(
      [
        samplePlugin('news', { host: '^1.4.0', dependsOn: { required: ['mail'] } }),
        samplePlugin('mail', { host: '1' }),
      ],
      hostVersion,
    );
    expect(specs.map(({ id }) => id)).toEqual(['mail', 'news']);
  });

  it('names plugin, cause and cure of a missing dependency', () => {
    expect(faultsOf(samplePlugin('news', { dependsOn: { required: ['mail'] } }))).toEqual([
      {
        plugin: 'news',
        cause: "it requires the plugin 'mail', which is not installed",
        cure: "add 'mail' to the list of plugins, or remove 'news'",
      },
    ]);
  });

  it('names plugin, cause and cure of a cycle', () => {
    const [fault, ...others] = faultsOf(
      samplePlugin('news', { dependsOn: { required: ['mail'] } }),
      samplePlugin('mail', { dependsOn: { required: ['news'] } }),
    );
    expect(others).toEqual([]);
    expect(fault).toEqual({
      plugin: 'news',
      cause: 'its dependencies form a cycle: news → mail → news',
      cure: 'remove one of these dependencies, or let one plugin listen to an event of the other',
    });
  });

  it('names plugin, cause and cure of a plugin for another host', () => {
    expect(faultsOf(samplePlugin('news', { host: '^2.0.0' }))).toEqual([
      {
        plugin: 'news',
        cause: "it needs a host of version '^2.0.0', and this host is 1.4.2",
        cure: "install a version of the plugin for 1.4.2, or a host of '^2.0.0'",
      },
    ]);
  });

  it.each([
    ['host', { host: 'latest' }, "its host range 'latest' is not a semver range", '^1.4.2'],
    [
      'version',
      { version: '1.0' },
      "its version '1.0' is not a semantic version",
      'major.minor.patch',
    ],
  ])('refuses a malformed %s', (_field, spec, cause, cure) => {
    expect(faultsOf(samplePlugin('news', spec))).toEqual([
      { plugin: 'news', cause, cure: expect.stringContaining(cure) },
    ]);
  });

  it.each(['News', 'news_letter', '9news', 'news-', 'news--x', '../news', ''])(
    "refuses the id '%s'",
    (id) => {
      expect(faultsOf(samplePlugin(id))).toEqual([
        {
          plugin: id,
          cause: `its id '${id}' is not kebab-case`,
          cure: expect.stringContaining('lower-case'),
        },
      ]);
    },
  );

  it('refuses two plugins of one id, once', () => {
    expect(faultsOf(samplePlugin('news'), samplePlugin('mail'), samplePlugin('news'))).toEqual([
      {
        plugin: 'news',
        cause: '2 plugins have this id',
        cure: expect.stringContaining('remove all but one'),
      },
    ]);
  });

  it("refuses a permission outside the plugin's name space", () => {
    const permissions = { 'mail.read': { summary: 'Read', roles: ['customer' as const] } };
    expect(faultsOf(samplePlugin('news', { permissions }))).toEqual([
      {
        plugin: 'news',
        cause: "its permission 'mail.read' is outside its own name space",
        cure: "name it 'news.mail.read'",
      },
    ]);
  });

  it('refuses an enablement that is none of the three', () => {
    const spec = JSON.parse('{ "enablement": "sometimes" }') as Partial<PluginSpec>;
    expect(faultsOf(samplePlugin('news', spec))).toEqual([
      {
        plugin: 'news',
        cause: "its enablement 'sometimes' is unknown",
        cure: 'choose one of always, opt-in, opt-out',
      },
    ]);
  });

  it('refuses a permission that is granted to an unknown role', () => {
    const permission = JSON.parse(
      '{ "summary": "Read", "roles": ["customer", "editor"] }',
    ) as Permission;
    expect(faultsOf(samplePlugin('news', { permissions: { 'news.read': permission } }))).toEqual([
      {
        plugin: 'news',
        cause: "its permission 'news.read' is granted to the unknown role 'editor'",
        cure: 'choose among platform-admin, merchant-admin, merchant-viewer, customer, service',
      },
    ]);
  });

  it('refuses two plugins that collide', () => {
    const contributes = { migrations: { schema: 'shared', list: [] } };
    expect(
      faultsOf(samplePlugin('news', { contributes }), samplePlugin('mail', { contributes })),
    ).toMatchObject([{ plugin: 'mail' }]);
  });

  it('refuses an export to which nothing is bound', () => {
    const store = serviceRef<object>('news.store');
    expect(faultsOf(samplePlugin('news', { exports: [store] }))).toEqual([
      {
        plugin: 'news',
        cause: "it exports 'news.store' but binds nothing to it",
        cure: "add { ref, to } for 'news.store' to 'bindings'",
      },
    ]);
    class Store {
      readonly name = 'store';
    }
    const bound = samplePlugin('news', { exports: [store], bindings: [{ ref: store, to: Store }] });
    expect(checkPlugins([bound], hostVersion)).toHaveLength(1);
  });

  it('reports all faults of all plugins at once, in a message that an operator can act on', () => {
    const { message, faults } = refusalOf(
      samplePlugin('Bad Id', { version: 'x', host: 'y' }),
      samplePlugin('lonely', { dependsOn: { required: ['gone', 'lost'] } }),
      samplePlugin('ring', { dependsOn: { required: ['ring'] } }),
      samplePlugin('fine'),
    );
    expect(faults.map(({ plugin }) => plugin)).toEqual([
      'Bad Id',
      'Bad Id',
      'Bad Id',
      'lonely',
      'lonely',
      'ring',
    ]);
    expect(message).toMatch(/^6 plugin faults:\n/);
    for (const { plugin, cause, cure } of faults) {
      expect(message).toContain(`- ${plugin}: ${cause}. Cure: ${cure}.`);
    }
    expect(message).not.toContain('fine');
  });
});
