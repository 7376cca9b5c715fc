/** So many at once, in order. The first failure ends it when those under way have ended. */
export async function inTurns<Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<void>) {
  const waiting = items.values();
  const failures: unknown[] = [];
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, async () => {
    for (const item of waiting) {
      if (failures.length) return;
      await work(item).catch((error: unknown) => void failures.push(error));
    }
  });
  await Promise.all(workers);
  if (failures.length) throw failures[0];
}
