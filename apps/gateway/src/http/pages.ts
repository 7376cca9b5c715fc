import { z } from 'zod';

/** Lists are cut by an opaque cursor: the last id of the page before. */
export const Page = z.strictObject({
  cursor: z
    .base64url()
    .transform((text) => Buffer.from(text, 'base64url').toString('utf8'))
    .pipe(z.uuid('Not a cursor of this list'))
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One row more than asked for tells whether there is a next page. */
export function pageOf<Item extends { id: string }>(rows: readonly Item[], limit: number) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : undefined;
  return { items, nextCursor };
}
