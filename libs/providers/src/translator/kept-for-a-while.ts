/** Asks once and keeps the answer for a while; all who ask meanwhile get the same. A failure is not kept. */
export function keptForAWhile<Answer>(ask: () => Promise<Answer>, keptMs: number): () => Promise<Answer> {
  let kept: { readonly answer: Promise<Answer>; readonly untilMs: number } | undefined;
  return () => {
    if (kept && performance.now() < kept.untilMs) return kept.answer;
    const answer = ask();
    const mine = { answer, untilMs: performance.now() + keptMs };
    kept = mine;
    answer.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return answer;
  };
}
