import { countSteps, stepLinesOf } from './step-account.ts';

const line = (msg: string, seconds: number, step?: number) =>
  JSON.stringify({ time: new Date(seconds * 1_000).toISOString(), msg, jobId: 'a', step });
const begins = (step: number, seconds: number) => line('Debug step begins', seconds, step);
const isDone = (step: number, seconds: number) => line('Debug step is done', seconds, step);
const goesBack = (seconds: number) => line('Job went back to its queue', seconds);

const countOf = (lines: readonly string[], due: number) => countSteps(stepLinesOf(lines), due);

describe('the account of steps', () => {
  it('finds nothing lost where a job is handed over between two steps', () => {
    const lines = [begins(0, 1), isDone(0, 2), goesBack(2), begins(1, 3), isDone(1, 4), line('Something else', 5)];

    expect(countOf(lines, 2)).toEqual({ handedOver: 1, begunAgain: 0, doneAgain: 0, lostMs: 0 });
  });

  it('counts what was broken off, and for how long it had run', () => {
    const lines = [begins(0, 1), isDone(0, 2), begins(1, 2), goesBack(5), begins(1, 6), isDone(1, 10)];

    expect(countOf(lines, 2)).toEqual({ handedOver: 1, begunAgain: 1, doneAgain: 0, lostMs: 3_000 });
  });

  it('counts what was done twice', () => {
    const lines = [begins(0, 1), isDone(0, 2), goesBack(2), begins(0, 3), isDone(0, 4)];

    expect(countOf(lines, 1)).toMatchObject({ begunAgain: 1, doneAgain: 1 });
  });
});
