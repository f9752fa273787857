import { samplePlugin } from '../../../testing/sample-plugin.js';
import type { Contributions, PluginSpec } from '../../define-plugin.js';
import { serviceRef } from '../../service-ref.js';
import { type FaultySample, untyped } from './faulty-sample.js';
import { news, newsPage, newsRoute, onCustomer } from './news-plugin.js';

const sample = (
  name: string,
  spec: Partial<PluginSpec>,
  cause: string,
  cure: string,
  contributes: Contributions = {},
): FaultySample => ({
  name,
  faulty: [news(spec, contributes)],
  mended: [news()],
  fault: { plugin: spec.id ?? 'news', cause, cure },
});

class Store {
  readonly name = 'store';
}
const store = serviceRef<Store>('news.store');

const faultyRoute = (
  name: string,
  routeOf: Parameters<typeof newsRoute>[0],
  cause: string,
  cure: string,
): FaultySample => sample(name, {}, cause, cure, { routes: [newsRoute(routeOf)] });

/** Faults of a definition that show before anything of a plugin runs. */
export const faultyDefinitions: readonly FaultySample[] = [
  {
    ...sample('an id in capitals', {}, '', ''),
    faulty: [samplePlugin('News')],
    mended: [samplePlugin('news')],
    fault: {
      plugin: 'News',
      cause: "its id 'News' is not kebab-case",
      cure: "name it with lower-case words joined by '-'",
    },
  },
  sample(
    'a version that is none',
    { version: '1.0' },
    "its version '1.0' is not a semantic version",
    "write it as 'major.minor.patch'",
  ),
  sample(
    'a plugin for another host',
    { host: '^9.0.0' },
    "it needs a host of version '^9.0.0', and this host is 1.4.2",
    "install a version of the plugin for 1.4.2, or a host of '^9.0.0'",
  ),
  sample(
    'an unknown enablement',
    untyped('{ "enablement": "sometimes" }'),
    "its enablement 'sometimes' is unknown",
    'choose one of always, opt-in, opt-out',
  ),
  {
    ...sample(
      'a requirement that is not installed',
      { dependsOn: { required: ['mail'] } },
      "it requires the plugin 'mail', which is not installed",
      "add 'mail' to the list of plugins, or remove 'news'",
    ),
    mended: [news({ dependsOn: { required: ['mail'] } }), samplePlugin('mail')],
  },
  {
    ...sample(
      'plugins that require each other',
      {},
      'its dependencies form a cycle: news → mail → news',
      'remove one of these dependencies, or let one plugin listen to an event of the other',
    ),
    faulty: [
      news({ dependsOn: { required: ['mail'] } }),
      samplePlugin('mail', { dependsOn: { required: ['news'] } }),
    ],
    mended: [news({ dependsOn: { required: ['mail'] } }), samplePlugin('mail')],
  },
  faultyRoute(
    'a route without a permission',
    { permission: '' },
    'its route GET /news/:news_id has no permission',
    "name one of the plugin's permissions in it",
  ),
  faultyRoute(
    'a permission that nobody declares',
    { permission: 'news.see' },
    "its route GET /news/:news_id wants the permission 'news.see', which the plugin does not declare",
    "declare 'news.see' under 'permissions'",
  ),
  faultyRoute(
    'a path that cannot be parsed',
    { path: '/news/:news_id(\\d+)' },
    'the path of its route GET /news/:news_id(\\d+) cannot be parsed: Unexpected ( at index 14',
    "write it as express 5 has it, for example '/notes/:note_id'",
  ),
  sample(
    'a handler that the system may not run',
    {},
    "its handler of customer.created wants the permission 'news.read', which the role 'service' does not have",
    "grant 'news.read' to 'service', or name another permission",
    { events: [onCustomer('news.read')] },
  ),
  sample(
    "a permission in another plugin's name",
    {
      permissions: {
        'news.read': { summary: 'Read news', roles: ['customer'] },
        'news.write': { summary: 'Write news', roles: ['service'] },
        'mail.send': { summary: 'Send mail', roles: ['service'] },
      },
    },
    "its permission 'mail.send' is outside its own name space",
    "name it 'news.mail.send'",
  ),
  {
    ...sample(
      'an export to which nothing is bound',
      { exports: [store] },
      "it exports 'news.store' but binds nothing to it",
      "add { ref, to } for 'news.store' to 'bindings'",
    ),
    mended: [news({ exports: [store], bindings: [{ ref: store, to: Store }] })],
  },
  sample(
    'two handlers in one consumer group',
    {},
    "it contributes the handler of 'customer.created' in the consumer group 'news' more than once",
    "join the handlers, or give one of them a 'group' of its own",
    { events: [onCustomer('news.write'), onCustomer('news.write')] },
  ),
  sample(
    'two pages at one path',
    {},
    "it contributes the portal page '/news' more than once",
    'give one of them another path',
    { portal: { package: '@sample/news-portal', pages: [newsPage, newsPage] } },
  ),
];
