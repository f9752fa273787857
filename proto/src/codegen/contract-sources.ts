import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AvroRecord } from '../events/avro-schema.js';
import type { ContractSource } from './contract-module.js';

const extension = '.avsc';

const read = (file: string): AvroRecord => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as AvroRecord;
  } catch (cause) {
    throw new Error(`${file}: cannot be read as JSON`, { cause });
  }
};

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .map((name) => name.slice(0, -extension.length));

/** Released schemas are numbered `1.avsc`, `2.avsc`, …; the highest number is the last release. */
const readReleased = (folder: string): AvroRecord[] =>
  existsSync(folder)
    ? namesIn(folder)
        .map(Number)
        .sort((a, b) => a - b)
        .map((number) => read(join(folder, `${number}${extension}`)))
    : [];

/** Reads all contracts of the package at `root`, in the order of their topics. */
export const contractSources = (root: string): ContractSource[] =>
  namesIn(join(root, 'events'))
    .sort()
    .map((topic) => ({
      topic,
      schema: read(join(root, 'events', `${topic}${extension}`)),
      released: readReleased(join(root, 'released', 'events', topic)),
    }));
