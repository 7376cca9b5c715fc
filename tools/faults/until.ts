import { setTimeout as delay } from 'node:timers/promises';

type Nothing = false | undefined;

/** Asks again and again until the answer is something, and hands it on. An error of `ask` ends the wait. */
export async function until<Answer>(
  fact: string,
  ask: () => Promise<Answer | Nothing> | Answer | Nothing,
  { limitMs = 30_000, everyMs = 25 } = {},
): Promise<Answer> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Within ${limitMs / 1_000} s it did not happen that ${fact}`);
    await delay(everyMs);
  }
}
