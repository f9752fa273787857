import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { defaultsOf, readSettings } from './read-settings.js';
import {
  type ChosenValues,
  merchantSettings,
  type SettingsUpgrade,
} from './settings-definition.js';

const schema = z.object({
  size: z.int().min(1).max(100).default(20),
  label: z.string().max(10).default('hello'),
  tags: z.array(z.string().max(5)).max(3).default(['a']),
});

/** Version 2 called the size `page_size`; version 1 counted it in tens. */
const settings = merchantSettings({
  version: 3,
  schema,
  upgrade: {
    1: ({ tens, ...rest }) => (typeof tens === 'number' ? { ...rest, page_size: tens * 10 } : rest),
    2: ({ page_size, ...rest }) => ({ ...rest, size: page_size }),
  },
});

describe('reading settings', () => {
  it('gives defaults where nothing is chosen, fresh ones each time', () => {
    const { values, chosen, state } = readSettings(settings, undefined);
    expect(values).toEqual({ size: 20, label: 'hello', tags: ['a'] });
    expect({ chosen, state }).toEqual({ chosen: {}, state: 'current' });
    values.tags.push('b');
    expect(readSettings(settings, undefined).values.tags).toEqual(['a']);
  });

  it.each<[number, ChosenValues, ChosenValues]>([
    [1, { tens: 5 }, { size: 50 }],
    [1, { label: 'hi' }, { label: 'hi' }],
    [2, { page_size: 7, label: 'hi' }, { size: 7, label: 'hi' }],
    [3, { size: 9 }, { size: 9 }],
  ])('brings choices of version %s %j forward', (version, values, chosen) => {
    const reading = readSettings(settings, { version, values });
    expect(reading).toMatchObject({ state: 'current', chosen, unfit: [] });
    expect(reading.values).toEqual({ ...defaultsOf(settings), ...chosen });
  });

  it('puts a choice that does not fit any more at its default, and keeps the others', () => {
    const reading = readSettings(settings, { version: 1, values: { tens: 50, label: 'hi' } });
    expect(reading).toMatchObject({
      values: { size: 20, label: 'hi' },
      chosen: { label: 'hi' },
      unfit: ['size'],
      kept: { size: 500, label: 'hi' },
    });
  });

  it('reads of a newer version what still fits, and keeps all of it', () => {
    const values = { size: 5, label: { en: 'hi' }, colour: 'red' };
    expect(readSettings(settings, { version: 4, values })).toMatchObject({
      state: 'newer',
      values: { size: 5, label: 'hello' },
      unfit: ['label'],
      kept: values,
    });
  });

  it.each<[string, SettingsUpgrade]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['returns nothing', (() => undefined) as unknown as SettingsUpgrade],
    ['returns a list', (() => []) as unknown as SettingsUpgrade],
  ])('is at the defaults when an upgrade %s', (_what, upgrade) => {
    const broken = merchantSettings({ version: 2, schema, upgrade: { 1: upgrade } });
    expect(readSettings(broken, { version: 1, values: { size: 5 } })).toMatchObject({
      state: 'unreadable',
      values: defaultsOf(broken),
      cause: expect.any(Error),
    });
  });

  it('survives a rule that throws', () => {
    const touchy = merchantSettings({
      version: 1,
      schema: z.object({
        label: z
          .string()
          .max(9)
          .refine((text) => {
            if (text === 'boom') throw new Error(text);
            return true;
          })
          .default('calm'),
      }),
    });
    expect(readSettings(touchy, { version: 1, values: { label: 'boom' } })).toMatchObject({
      values: { label: 'calm' },
      unfit: ['label'],
    });
  });

  it('does not let an upgrade work on what is stored', () => {
    const stored = { version: 1, values: { tags: ['a'] } };
    const greedy = merchantSettings({
      version: 2,
      schema,
      upgrade: {
        1: (old) => {
          if (Array.isArray(old.tags)) old.tags.push('b');
          return old;
        },
      },
    });
    expect(readSettings(greedy, stored).values.tags).toEqual(['a', 'b']);
    expect(stored.values.tags).toEqual(['a']);
  });
});

/** What a step of a chain does to the field `a`, and how it undoes it. */
const changes = {
  same: [(value: number) => value, (value: number) => value],
  more: [(value: number) => value + 1, (value: number) => value - 1],
  negative: [(value: number) => 0 - value, (value: number) => 0 - value],
} as const;

describe('any chain of upgrades', () => {
  const range = z.int().min(-1_000).max(1_000).default(0);
  const wide = z.object({ a: range, b: z.boolean().default(true) });
  const names = fc.array(fc.constantFrom('same', 'more', 'negative'), { maxLength: 6 });
  const chain = (kinds: readonly (keyof typeof changes)[]) =>
    merchantSettings({
      version: kinds.length + 1,
      schema: wide,
      upgrade: Object.fromEntries(
        kinds.map((kind, index): [number, SettingsUpgrade] => [
          index + 1,
          ({ a, ...rest }) => ({
            ...rest,
            ...(typeof a === 'number' && { a: changes[kind][0](a) }),
          }),
        ]),
      ),
    });

  it('keeps what was set, from whichever version, and leaves at the default what was not', () => {
    fc.assert(
      fc.property(
        names,
        fc.nat(),
        fc.option(fc.integer({ min: -500, max: 500 }), { nil: undefined }),
        (kinds, seed, wanted) => {
          const from = (seed % (kinds.length + 1)) + 1;
          const before = kinds
            .slice(from - 1)
            .toReversed()
            .reduce((value, kind) => changes[kind][1](value), wanted ?? 0);
          const values = { b: false, ...(wanted !== undefined && { a: before }) };
          const reading = readSettings(chain(kinds), { version: from, values });
          expect(reading.values).toEqual({ a: wanted ?? 0, b: false });
          expect(Object.hasOwn(reading.chosen, 'a')).toBe(wanted !== undefined);
        },
      ),
    );
  });

  it('gives the same when it is written back half-way and read on', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.integer({ min: -500, max: 500 }), (kinds, seed, a) => {
        const half = seed % (kinds.length + 1);
        const written = readSettings(chain(kinds.slice(0, half)), { version: 1, values: { a } });
        const values = written.kept;
        expect(readSettings(chain(kinds), { version: half + 1, values }).values).toEqual(
          readSettings(chain(kinds), { version: 1, values: { a } }).values,
        );
      }),
    );
  });

  it('never throws and always fits the schema, whatever is stored and whatever the steps do', () => {
    const anything = fc.dictionary(fc.string(), fc.jsonValue());
    const step = fc.oneof(
      fc.jsonValue().map((value) => (() => value) as SettingsUpgrade),
      fc.constant<SettingsUpgrade>((old) => old),
      fc.constant<SettingsUpgrade>(() => {
        throw new Error('broken');
      }),
    );
    fc.assert(
      fc.property(
        anything,
        fc.record({ a: fc.jsonValue(), b: fc.jsonValue() }, { requiredKeys: [] }),
        fc.array(step, { maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        (noise, fields, steps, version) => {
          const upgrade = Object.fromEntries(steps.map((each, index) => [index + 1, each]));
          const definition = merchantSettings({ version: steps.length + 1, schema: wide, upgrade });
          const { values } = readSettings(definition, { version, values: { ...noise, ...fields } });
          expect(wide.strict().parse(values)).toEqual(values);
        },
      ),
    );
  });
});
