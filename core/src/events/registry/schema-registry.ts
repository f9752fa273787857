import type { AvroRecord } from '@promenade/proto';
import { z } from 'zod';
import { type RegistryAnswer, reasonIn, registryAnswer } from './registry-answer.js';
import { RegistryUnavailableError, SchemaRefusedError } from './registry-errors.js';
import type { RegistryOptions } from './registry-options.js';

/**
 * What a contract's tests demand of a change (`proto/src/codegen/compatibility.ts`): each schema reads the records of the
 * other, for every schema that was ever released.
 */
const compatibility = 'FULL_TRANSITIVE';

const NOT_FOUND = 404;
const CONFLICT = 409;
const UNPROCESSABLE = 422;

const registered = z.object({ id: z.int().min(0).max(0xff_ff_ff_ff) });
const kept = z.object({ schema: z.string() });

/** The calls of Confluent's API that event contracts need. Ids are whole numbers of 32 bits. */
export class SchemaRegistry {
  private readonly root: string;
  private readonly authorization: string | undefined;

  constructor({ url, username, password }: RegistryOptions) {
    this.root = url.replace(/\/+$/, '');
    this.authorization =
      username === undefined
        ? undefined
        : `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`;
  }

  /** The id of a schema under a subject; undefined where it was not registered. @throws RegistryUnavailableError */
  async idOf(subject: string, schema: AvroRecord): Promise<number | undefined> {
    const path = `/subjects/${encodeURIComponent(subject)}`;
    const answer = await this.call('POST', path, { schema: JSON.stringify(schema) }, [NOT_FOUND]);
    return answer.status === NOT_FOUND ? undefined : valid(registered, answer, path).id;
  }

  /**
   * Registers a schema under a subject; one that is there keeps its id.
   * @throws SchemaRefusedError when it is incompatible with an earlier one; RegistryUnavailableError
   */
  async register(subject: string, schema: AvroRecord): Promise<number> {
    const path = `/subjects/${encodeURIComponent(subject)}/versions`;
    const refusals = [CONFLICT, UNPROCESSABLE];
    const answer = await this.call('POST', path, { schema: JSON.stringify(schema) }, refusals);
    if (refusals.includes(answer.status)) {
      throw new SchemaRefusedError(subject, reasonIn(answer.body));
    }
    return valid(registered, answer, path).id;
  }

  /** Has the registry refuse incompatible schemas under a subject, which need not exist yet. @throws RegistryUnavailableError */
  async demandCompatibility(subject: string): Promise<void> {
    await this.call('PUT', `/config/${encodeURIComponent(subject)}`, { compatibility }, []);
  }

  /** The schema under an id, as JSON text; undefined where there is no such id. @throws RegistryUnavailableError */
  async schemaOf(id: string): Promise<string | undefined> {
    const path = `/schemas/ids/${encodeURIComponent(id)}`;
    const answer = await this.call('GET', path, undefined, [NOT_FOUND]);
    return answer.status === NOT_FOUND ? undefined : valid(kept, answer, path).schema;
  }

  private call(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body: object | undefined,
    expected: readonly number[],
  ): Promise<RegistryAnswer> {
    const request = {
      method,
      url: new URL(`${this.root}${path}`),
      ...(this.authorization && { authorization: this.authorization }),
      ...(body && { body }),
    };
    return registryAnswer(request, expected);
  }
}

const valid = <T>(schema: z.ZodType<T>, { body }: RegistryAnswer, path: string): T => {
  const { data, error } = schema.safeParse(body);
  if (error) {
    throw new RegistryUnavailableError(
      `the schema registry's answer to ${path} is not understood: ${z.prettifyError(error)}`,
    );
  }
  return data;
};
