import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const texts = (id: string) => ({
  plugin: { name: `Plugin ${id}`, description: 'Generated for a bench' },
  pages: { notes: 'Notes' },
  portal: Object.fromEntries(
    Array.from({ length: 30 }, (_none, index) => [`text${index}`, `Text ${index} for {{name}}`]),
  ),
  errors: { 'note-not-found': { title: 'There is no such note', detail: 'Look again.' } },
});

const source = (id: string, schema: string): string => `
import { defineErrors, definePlugin, isolateMerchants, onEvent, route } from '@promenade/core';
import { Migration } from '@mikro-orm/migrations';
import { customerCreated } from '@promenade/proto';
import { z } from 'zod';

const fail = defineErrors('${id}', { 'note-not-found': 'not-found' });
const note = z.object({ note_id: z.guid(), text: z.string().min(1).max(200), labels: z.array(z.string()) });

class Notes001 extends Migration {
  up() {
    this.addSql('create table ${schema}.note (merchant_id uuid not null, note_id uuid not null, text text not null, primary key (merchant_id, note_id))');
    for (const statement of isolateMerchants('${schema}.note')) this.addSql(statement);
  }
  down() {
    this.addSql('drop table ${schema}.note');
  }
}

class Notes {
  find(id) {
    throw fail('note-not-found', { params: { id } });
  }
}

export default definePlugin({
  id: '${id}',
  version: '1.0.0',
  host: '*',
  enablement: 'opt-out',
  permissions: {
    '${id}.read': { summary: 'Read notes', roles: ['merchant-admin'] },
    '${id}.follow': { summary: 'Follow customers', roles: ['service'] },
  },
  bindings: [Notes],
  contributes: {
    routes: [
      route({
        method: 'get',
        path: '/notes/:note_id',
        permission: '${id}.read',
        summary: 'Read a note',
        params: z.strictObject({ note_id: z.guid() }),
        reply: { status: 200, description: 'The note', body: note },
        handle: async ({ params }, scope) => scope.get(Notes).find(params.note_id),
      }),
    ],
    events: [onEvent(customerCreated, { permission: '${id}.follow', handle: async () => undefined })],
    migrations: { schema: '${schema}', list: [Notes001] },
    locales: new URL('./${id}-locales/', import.meta.url),
    portal: {
      package: '@bench/${id}-portal',
      pages: [{ path: '/${id}', title: 'pages.notes', permission: '${id}.read', icon: 'notes', placement: 'main' }],
    },
  },
});
`;

/** Writes a plugin with a route, a handler, a table, texts in three languages, a page and two permissions. @returns its file */
export const writePlugin = (folder: string, index: number): string => {
  const id = `generated-${index}`;
  const locales = join(folder, `${id}-locales`);
  mkdirSync(locales, { recursive: true });
  for (const language of ['en', 'ar', 'he']) {
    writeFileSync(join(locales, `${language}.json`), JSON.stringify(texts(id)));
  }
  const file = join(folder, `${id}.mjs`);
  writeFileSync(file, source(id, id.replaceAll('-', '_')));
  return file;
};
