import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { defineErrors } from '../../../errors/promenade-error.js';
import { merchantSettings } from '../../../settings/settings-definition.js';
import { samplePlugin } from '../../../testing/sample-plugin.js';
import type { FaultySample } from './faulty-sample.js';
import { news, newsPage } from './news-plugin.js';
import { completeTexts, textsFolder } from './texts-folder.js';

const { en, ar, he } = completeTexts() as Record<'en' | 'ar' | 'he', Record<string, unknown>>;

/** Like `object`, without some of its fields. */
const without = (object: Readonly<Record<string, unknown>>, ...fields: readonly string[]) =>
  Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));

const sample = (
  name: string,
  files: Parameters<typeof textsFolder>[0],
  cause: string | ((folder: string) => string),
  cure: string,
): FaultySample => {
  const locales = textsFolder(files);
  return {
    name,
    faulty: [news({}, { locales })],
    mended: [news()],
    fault: {
      plugin: 'news',
      cause: typeof cause === 'string' ? cause : cause(fileURLToPath(locales)),
      cure,
    },
  };
};

// Declared for good, as a module of the plugin would.
defineErrors('failing-news', { 'news-not-found': 'not-found' });
const errors = { 'news-not-found': { title: 'There are no such news', detail: 'Look again.' } };
const wordy = textsFolder({ en: { ...en, errors }, ar: { ...ar, errors }, he: { ...he, errors } });
const untitled = textsFolder({
  en: { ...en, errors: { 'news-not-found': { detail: 'Look again.' } } },
  ar: { ...ar, errors: { 'news-not-found': { detail: 'انظر مرة أخرى.' } } },
  he: { ...he, errors: { 'news-not-found': { detail: 'הביטו שוב.' } } },
});
const wordless = textsFolder();
const pageFolder = textsFolder();

const settings = merchantSettings({
  version: 1,
  schema: z.object({ size: z.int().min(1).max(9).default(1) }),
});
const sized = { settings: { size: { title: 'Size', description: 'How many' } } };
const told = textsFolder({
  en: { ...en, ...sized },
  ar: { ...ar, ...sized },
  he: { ...he, ...sized },
});
const half = { settings: { size: { title: 'Size' } } };
const untold = textsFolder({
  en: { ...en, ...half },
  ar: { ...ar, ...half },
  he: { ...he, ...half },
});

/** Faults of a plugin's texts. */
export const faultyTexts: readonly FaultySample[] = [
  sample(
    'a language that is missing',
    { he: undefined },
    (folder) => `its texts in 'he' are missing: ${folder}he.json cannot be read`,
    'write that file',
  ),
  sample(
    'a language file that is no JSON',
    { ar: '{ "plugin": ' },
    (folder) => `its texts in 'ar' are missing: ${folder}ar.json is no JSON object`,
    'write that file',
  ),
  sample(
    'a text that was not translated',
    { he: without(he, 'greeting') },
    "its texts in 'he' lack 'greeting'",
    'translate what en.json has',
  ),
  sample(
    'a text that only a translation has',
    { ar: { ...ar, farewell: 'وداعًا' } },
    "its texts in 'ar' have 'farewell', which 'en' does not have",
    'add it to en.json, or remove it from ar.json',
  ),
  sample(
    'a plural with the forms of another language',
    { ar: without(ar, 'unread_few', 'unread_many') },
    "its texts in 'ar' lack the plural forms 'unread_few', 'unread_many'",
    'write each form that the language has: zero, one, two, few, many, other',
  ),
  sample(
    'a text that is empty',
    { he: { ...he, greeting: ' ' } },
    "its texts in 'he' are empty at 'greeting'",
    'write the text',
  ),
  sample(
    'a translation that names another value',
    { he: { ...he, greeting: 'שלום {{nmae}}' } },
    "its text 'greeting' names {{nmae}} in 'he' and {{name}} in 'en'",
    'name the same values in both',
  ),
  {
    name: 'a page without a title',
    faulty: [
      news(
        {},
        {
          locales: pageFolder,
          portal: { package: '@sample/portal', pages: [{ ...newsPage, title: 'pages.new' }] },
        },
      ),
    ],
    mended: [news()],
    fault: {
      plugin: 'news',
      cause: "its portal page /news wants the text 'pages.new', which is not there",
      cure: `add 'pages.new' to every language in ${fileURLToPath(pageFolder)}`,
    },
  },
  {
    name: 'an error without a title',
    faulty: [samplePlugin('failing-news', { contributes: { locales: untitled } })],
    mended: [samplePlugin('failing-news', { contributes: { locales: wordy } })],
    fault: {
      plugin: 'failing-news',
      cause:
        "its error 'news-not-found' wants the text 'errors.news-not-found.title', which is not there",
      cure: `add 'errors.news-not-found.title' to every language in ${fileURLToPath(untitled)}`,
    },
  },
  {
    name: 'a setting without a description',
    faulty: [samplePlugin('settled', { settings, contributes: { locales: untold } })],
    mended: [samplePlugin('settled', { settings, contributes: { locales: told } })],
    fault: {
      plugin: 'settled',
      cause: "its form of settings wants the text 'settings.size.description', which is not there",
      cure: `add 'settings.size.description' to every language in ${fileURLToPath(untold)}`,
    },
  },
  {
    name: 'pages without any texts',
    faulty: [
      samplePlugin('mute', {
        permissions: { 'mute.read': { summary: 'Read', roles: ['customer'] } },
        contributes: {
          portal: {
            package: '@sample/portal',
            pages: [{ ...newsPage, permission: 'mute.read' }],
          },
        },
      }),
    ],
    mended: [
      samplePlugin('mute', {
        permissions: { 'mute.read': { summary: 'Read', roles: ['customer'] } },
        contributes: {
          locales: wordless,
          portal: {
            package: '@sample/portal',
            pages: [{ ...newsPage, permission: 'mute.read' }],
          },
        },
      }),
    ],
    fault: {
      plugin: 'mute',
      cause: 'it has pages or errors and no texts',
      cure: "contribute 'locales' with en.json, ar.json, he.json",
    },
  },
];
