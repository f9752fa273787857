import { describe, expect, it, jest } from '@jest/globals';
import { NoSchemaRegistryError } from '../avro/writer-schemas.js';
import { FoundSchemas } from './found-schemas.js';

const none = (): Promise<undefined> => Promise.resolve(undefined);

describe('FoundSchemas', () => {
  it('asks once for an id, however many wait for it', async () => {
    const theirs = jest.fn(async (id: string) => `schema ${id}`);
    const schemas = new FoundSchemas({ ours: none, theirs });
    const all = await Promise.all(['7', '7', '8', '7'].map((id) => schemas.schemaOf(id)));
    expect(all).toEqual(['schema 7', 'schema 7', 'schema 8', 'schema 7']);
    expect(await schemas.schemaOf('7')).toBe('schema 7');
    expect(theirs.mock.calls).toEqual([['7'], ['8']]);
  });

  it('asks again for what was not found or could not be asked for', async () => {
    const answers = [Promise.resolve(undefined), Promise.reject(new Error('away'))];
    const schemas = new FoundSchemas({
      ours: none,
      theirs: () => answers.shift() ?? Promise.resolve('found'),
    });
    expect(await schemas.schemaOf('7')).toBeUndefined();
    await expect(schemas.schemaOf('7')).rejects.toThrow('away');
    expect(await schemas.schemaOf('7')).toBe('found');
  });

  it('needs no registry for what this installation registered', async () => {
    const ours = async (id: string) => (id === '7' ? 'ours' : undefined);
    const schemas = new FoundSchemas({ ours });
    expect(await schemas.schemaOf('7')).toBe('ours');
    await expect(schemas.schemaOf('8')).rejects.toThrow(NoSchemaRegistryError);
  });
});
