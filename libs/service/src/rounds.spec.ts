import { Rounds } from './rounds.js';

const never = 3_600_000;
const open = (
  round: (signal: AbortSignal) => Promise<number | void>,
  onError: (error: unknown) => void = () => undefined,
) => new Rounds({ round, everyMs: never, afterFailureMs: 1, onError });

describe('rounds', () => {
  it('go on after one that failed, of which they tell', async () => {
    const errors: unknown[] = [];
    const done = Promise.withResolvers<void>();
    const rounds = open(
      async () => {
        if (!errors.length) throw new Error('Not now');
        done.resolve();
      },
      (error) => errors.push(error),
    );

    rounds.start();
    await done.promise;
    await rounds.stop();

    expect(errors).toEqual([new Error('Not now')]);
  });

  it('miss no call that comes while one is under way', async () => {
    let runs = 0;
    const done = Promise.withResolvers<void>();
    const rounds = open(async () => {
      runs += 1;
      if (runs === 1) rounds.wake();
      else done.resolve();
    });

    rounds.start();
    await done.promise;
    await rounds.stop();

    expect(runs).toBe(2);
  });

  it('are over when the one under way is', async () => {
    const gate = Promise.withResolvers<void>();
    let ended = false;
    const rounds = open(async () => {
      await gate.promise;
      ended = true;
      return 0;
    });
    rounds.start();

    const stopped = rounds.stop();
    gate.resolve();
    await stopped;

    expect(ended).toBe(true);
  });

  it('tell the one under way that they stop, and of nothing that it ends by', async () => {
    const errors: unknown[] = [];
    const rounds = open(
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      (error) => errors.push(error),
    );
    rounds.start();

    await rounds.stop();

    expect(errors).toEqual([]);
  });
});
