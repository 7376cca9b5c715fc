/** Waits for a fact, not for a time. */
export async function eventually(fact: () => void) {
  for (let tries = 0; ; tries += 1) {
    try {
      return fact();
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
