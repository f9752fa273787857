import { z } from 'zod';
import { kindKeyword } from './setting-kinds.js';

/** Which control of a form shows a setting. */
export type SettingKind =
  | 'text'
  | 'long-text'
  | 'url'
  | 'email'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'texts'
  | 'time-of-day'
  | 'time-zone'
  | 'locale';

/** One setting as a form needs it. */
export interface SettingField {
  readonly kind: SettingKind;
  /** JSON Schema (2020-12) of its value. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Of `choice` and `choices`: the values, each of which has a text. */
  readonly options: readonly string[];
}

/** Why a schema cannot be a setting. */
export interface SettingFault {
  readonly cause: string;
  readonly cure: string;
}

const supportedKinds =
  'text with a maximum length, number or integer with a range, boolean, enum, list of enums or of texts, timeOfDay(), timeZone(), localeChoice(), longText()';

const fault = (cause: string, cure: string): SettingFault => ({ cause, cure });
const unsupported = (what: string): SettingFault =>
  fault(`is ${what}, for which there is no form field`, `make it one of: ${supportedKinds}`);

const marked: Readonly<Record<string, SettingKind>> = {
  'long-text': 'long-text',
  'time-of-day': 'time-of-day',
  'time-zone': 'time-zone',
  locale: 'locale',
};

/** Where a text stands for itself (`settings.<field>.options.<value>`), it must be usable as a key of texts. */
const optionPattern = /^[\w-]+$/;

/** Anything that wraps or turns a value (nullable, catch, pipe …) would not come back from storage as it went in. */
const plainTypes = new Set(['string', 'number', 'boolean', 'enum', 'array']);

const typeOf = (schema: z.core.$ZodType): string => schema._zod.def.type;

/** What a schema without its default is as a setting. Judged by its JSON Schema, which is what a form sees of it. */
export const settingFieldOf = (schema: z.core.$ZodType): SettingField | SettingFault => {
  if (!plainTypes.has(typeOf(schema))) return unsupported(`of the type '${typeOf(schema)}'`);
  const { $schema: _dialect, default: _default, ...json } = z.toJSONSchema(schema);
  const mark = json[kindKeyword];
  const field = (kind: SettingKind, options: readonly string[] = []): SettingField => ({
    kind,
    schema: { ...json, [kindKeyword]: kind },
    options,
  });
  if (mark !== undefined) {
    const kind = typeof mark === 'string' ? marked[mark] : undefined;
    if (!kind) return unsupported(`marked as ${JSON.stringify(mark)}`);
    return kind === 'long-text' && json.maxLength === undefined
      ? unbounded('text', '.max(…)')
      : field(kind);
  }
  switch (json.type) {
    case 'string':
      return json.enum ? choiceOf(json.enum, (options) => field('choice', options)) : textOf(json);
    case 'integer':
    case 'number': {
      const isWhole = json.type === 'integer';
      if (!hasRange(json, isWhole)) return unbounded('number', '.min(…).max(…)');
      return field(isWhole ? 'integer' : 'number');
    }
    case 'boolean':
      return field('boolean');
    case 'array':
      return listOf(schema, json, field);
    case 'object':
    case 'null':
    case undefined:
      return unsupported(`of the type '${typeOf(schema)}'`);
  }
  return unsupported(`of several types`);
};

type Json = z.core.JSONSchema.BaseSchema;

const unbounded = (what: string, cure: string): SettingFault =>
  fault(`is a ${what} without limits`, `limit it with ${cure}`);

/** zod gives every integer the safe range, which is no choice of the plugin's. */
const hasRange = (json: Json, isWhole: boolean): boolean => {
  const least = json.minimum ?? json.exclusiveMinimum;
  const most = json.maximum ?? json.exclusiveMaximum;
  if (typeof least !== 'number' || typeof most !== 'number') return false;
  return !isWhole || (least > Number.MIN_SAFE_INTEGER && most < Number.MAX_SAFE_INTEGER);
};

const textKinds: Readonly<Record<string, SettingKind>> = { uri: 'url', email: 'email' };

const textOf = (json: Json): SettingField | SettingFault => {
  const kind = json.format === undefined ? 'text' : textKinds[json.format];
  if (!kind) return unsupported(`text in the format '${json.format}'`);
  if (json.maxLength === undefined) return unbounded('text', '.max(…)');
  return { kind, schema: { ...json, [kindKeyword]: kind }, options: [] };
};

const choiceOf = (
  values: readonly unknown[],
  made: (options: readonly string[]) => SettingField,
): SettingField | SettingFault => {
  const options = values.map(String);
  const odd = options.find((option) => !optionPattern.test(option));
  return odd === undefined
    ? made(options)
    : fault(
        `has the option '${odd}', which cannot name a text`,
        'use letters, digits, _ and - in options',
      );
};

const listOf = (
  schema: z.core.$ZodType,
  json: Json,
  field: (kind: SettingKind, options?: readonly string[]) => SettingField,
): SettingField | SettingFault => {
  const { element } = schema._zod.def as z.core.$ZodArrayDef;
  const of = settingFieldOf(element);
  if ('cause' in of) return { ...of, cause: `is a list whose entry ${of.cause}` };
  if (of.kind === 'choice') return field('choices', of.options);
  if (of.kind !== 'text') return unsupported(`a list of the kind '${of.kind}'`);
  if (json.maxItems === undefined) return unbounded('list', '.max(…)');
  return field('texts');
};
