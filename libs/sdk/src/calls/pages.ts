import type { CallOptions } from '../options.js';
import type { Caller, Query } from './caller.js';

export interface Page<Item> {
  readonly items: Item[];
  /** Where the next page begins; none on the last. */
  readonly nextCursor?: string | undefined;
}

export interface PageQuery extends Query {
  readonly cursor?: string | undefined;
  /** At most 200; 50 where nothing is said. */
  readonly limit?: number | undefined;
}

/** Every item of a list, page after page as they are asked for. */
export async function* allOf<Item>(
  caller: Caller,
  path: string,
  query: PageQuery = {},
  options: CallOptions = {},
): AsyncGenerator<Item, void, undefined> {
  let cursor = query.cursor;
  do {
    const page: Page<Item> = await caller.json('GET', path, { ...options, query: { ...query, cursor } });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
