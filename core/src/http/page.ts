import { z } from 'zod';
import { coreError } from '../errors/core-errors.js';

/** Query parameters of a paged list: `limit` from 1 to 100, and the cursor of the page before. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});

/** The reply of a paged list; `next_cursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** Makes an opaque cursor of the last row's sort values. */
export const encodeCursor = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * Reads a cursor that a caller sent back. A caller can make one up, so its values are checked before they reach a query.
 * @param values what each value must look like, in order
 * @param path where the caller sent it, as a JSON pointer
 * @throws invalid-cursor unless it is a cursor of such values
 * @example decodeCursor(cursor, [z.iso.datetime(), z.guid()])
 */
export const decodeCursor = <const V extends readonly [z.ZodType, ...z.ZodType[]]>(
  cursor: string | undefined,
  values: V,
  path = '/cursor',
): z.output<z.ZodTuple<V, null>> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    return z.tuple(values).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw coreError('invalid-cursor', { cause, fields: [{ path, code: 'invalid-cursor' }] });
  }
};

/**
 * Cuts a list that was read with one row more than the page holds: that row tells whether there is a next page.
 * @param rows at most `limit` + 1
 * @param cursorOf the row's sort values, as `decodeCursor` checks them
 */
export const toPage = <T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => readonly string[],
): { items: T[]; next_cursor: string | null } => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
};
