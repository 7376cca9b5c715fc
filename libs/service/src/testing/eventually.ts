/** Waits for a fact: asks until `check` no longer throws, and then answers what it answered. */
export async function eventually<Fact>(check: () => Fact | Promise<Fact>, withinMs = 15_000): Promise<Fact> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((wake) => setTimeout(wake, 25));
    }
  }
}
