import { setImmediate } from 'node:timers/promises';

const longestMs = 15;

/**
 * Goes through `items` with pauses in which the process does its other work: a transcript of many hours would keep it for
 * seconds, and with it the locks of all its jobs.
 */
export async function* unhurried<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  let since = performance.now();
  for (const item of items) {
    yield item;
    if (performance.now() - since < longestMs) continue;
    await setImmediate();
    since = performance.now();
  }
}

export async function gather<Item>(items: Iterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of unhurried(items)) all.push(item);
  return all;
}
