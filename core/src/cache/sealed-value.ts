import { z } from 'zod';

const envelope = z.strictObject({ generation: z.string(), value: z.unknown() });

/** A value as it is kept: with the generation under which it was current. */
export const sealed = (value: unknown, generation: string): string =>
  JSON.stringify({ generation, value } satisfies z.input<typeof envelope>);

/** @returns undefined unless the text holds a value of the generation that fits the schema */
export const open = <T>(
  text: string,
  generation: string,
  schema: z.ZodType<T>,
): { readonly value: T } | undefined => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Not written by a cache of ours.
    return undefined;
  }
  const { data } = envelope.safeParse(content);
  if (data?.generation !== generation) return undefined;
  const read = schema.safeParse(data.value);
  return read.success ? { value: read.data } : undefined;
};
