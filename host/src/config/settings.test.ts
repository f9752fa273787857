import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Setting, settings } from './settings.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const shownDefault = ({ fallback, default: value }: Setting): string => {
  if (fallback !== undefined) return fallback;
  return Array.isArray(value) ? 'none' : `\`${String(value)}\``;
};

const row = (setting: Setting): string =>
  `| \`${setting.name}\` | \`${setting.variable}\` | ${shownDefault(setting)} | ${setting.wanted} | ${setting.about}${setting.secret ? ' (secret)' : ''} |`;

describe('the table in the README', () => {
  test.each(settings.map((setting) => [setting.name, row(setting)]))('has %s', (_name, line) => {
    expect(readme).toContain(line);
  });
});
