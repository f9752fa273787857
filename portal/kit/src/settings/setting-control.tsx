import {
  MultiSelect,
  NumberInput,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { TimeField } from '../components/time-field.js';
import { TimeZoneSelect } from '../components/time-zone-select.js';
import type { SettingSchema } from './plugin-settings.js';

interface SettingControlProps {
  schema: SettingSchema;
  label: string;
  description: string;
  value: unknown;
  error: string | undefined;
  readOnly: boolean;
  optionOf: (value: string) => string;
  onChange: (value: unknown) => void;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
/** Each once: a list that was set elsewhere may repeat itself, which a list of choices cannot show. */
const textsOf = (value: unknown) =>
  Array.isArray(value) ? [...new Set(value.map((each) => String(each)))] : [];

/** The control of one setting, by its kind. What is typed is not judged here; the server does that. */
export function SettingControl(props: SettingControlProps) {
  const { schema, value, optionOf, onChange, readOnly, ...frame } = props;
  const options = (values: string[] = []) =>
    values.map((each) => ({ value: each, label: optionOf(each) }));
  const onText = (event: { currentTarget: { value: string } }) =>
    onChange(event.currentTarget.value);
  const input = { ...frame, readOnly };

  switch (schema['x-kind']) {
    case 'boolean':
      return (
        <Switch
          {...frame}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          disabled={readOnly}
        />
      );
    case 'integer':
    case 'number':
      return (
        <NumberInput
          {...input}
          value={typeof value === 'number' ? value : textOf(value)}
          onChange={onChange}
          {...(schema.minimum !== undefined && { min: schema.minimum })}
          {...(schema.maximum !== undefined && { max: schema.maximum })}
          {...(schema.multipleOf !== undefined && { step: schema.multipleOf })}
          allowDecimal={schema['x-kind'] === 'number'}
          clampBehavior="none"
        />
      );
    case 'choice':
    case 'locale':
      return (
        <Select
          {...input}
          data={options(schema.enum)}
          value={textOf(value)}
          onChange={(chosen) => chosen !== null && onChange(chosen)}
          allowDeselect={false}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...input}
          data={options(schema.items?.enum)}
          value={textsOf(value)}
          onChange={onChange}
        />
      );
    case 'texts':
      return <TagsInput {...input} value={textsOf(value)} onChange={onChange} />;
    case 'time-of-day':
      return <TimeField {...input} value={textOf(value)} onChange={onChange} />;
    case 'time-zone':
      // It has a default, so nothing need be filled in.
      return (
        <TimeZoneSelect {...input} required={false} value={textOf(value)} onChange={onChange} />
      );
    case 'long-text':
      return <Textarea {...input} value={textOf(value)} onChange={onText} autosize minRows={3} />;
    case 'url':
    case 'email':
      return (
        <TextInput
          {...input}
          type={schema['x-kind']}
          value={textOf(value)}
          onChange={onText}
          styles={{ input: { direction: 'ltr' } }}
        />
      );
    case 'text':
      return <TextInput {...input} value={textOf(value)} onChange={onText} />;
    default:
      // A kind of a newer host is shown as it is and cannot be spoiled here.
      return <TextInput {...frame} readOnly value={JSON.stringify(value)} />;
  }
}
