import type { Type } from 'avsc';
import avsc from 'avsc';
import { jsonPointer } from '../../errors/json-pointer.js';
import type { ValueFault } from './event-codec-errors.js';
import { expectedValue, kindOfValue } from './expected-value.js';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** avsc reports fields that a record does not have at the record; this names them. */
const undeclaredFields = (path: readonly string[], value: unknown, type: Type): ValueFault[] => {
  if (!(type instanceof avsc.types.RecordType) || !isObject(value)) return [];
  return Object.keys(value)
    .filter((key) => type.field(key) === undefined)
    .map((key) => ({
      path: jsonPointer([...path, key]),
      expected: 'absent (the contract has no such field)',
      actual: 'present',
    }));
};

/** Everything in which a value does not fit an Avro type; empty when it fits. */
export const valueFaults = (type: Type, value: unknown): readonly ValueFault[] => {
  if (type.isValid(value, { noUndeclaredFields: true })) return [];
  const faults: ValueFault[] = [];
  type.isValid(value, {
    noUndeclaredFields: true,
    errorHook: (path, wrong: unknown, wanted) => {
      const undeclared = undeclaredFields(path, wrong, wanted);
      const fault = {
        path: jsonPointer(path),
        expected: expectedValue(wanted),
        actual: kindOfValue(wrong),
      };
      faults.push(...(undeclared.length > 0 ? undeclared : [fault]));
    },
  });
  return faults;
};
