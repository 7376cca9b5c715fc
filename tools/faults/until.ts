import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is something, and hands it on. An error of `ask` ends the wait. */
export async function until<Answer>(
  fact: string,
  ask: () => Promise<Answer> | Answer,
  { limitMs = 30_000, everyMs = 25 } = {},
): Promise<NonNullable<Answer>> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Within ${limitMs / 1_000} s it did not happen that ${fact}`);
    await delay(everyMs);
  }
}
