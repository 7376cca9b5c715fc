import { AppError } from '@polyspool/contracts/errors';
import { jest } from '@jest/globals';
import { withTimeLimits } from './time-limits.js';

const never = new AbortController().signal;
const limits = { softLimitMs: 1_000, hardLimitMs: 2_000 };

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new Error('The operation was aborted'))),
  );
const hang = () => new Promise<never>(() => undefined);

/** The code of the error and when it came. */
async function failureOf(work: Promise<unknown>) {
  const startedAt = Date.now();
  const failure = work.then(
    () => undefined,
    (error: unknown) => ({ code: AppError.from(error).code, afterMs: Date.now() - startedAt }),
  );
  await jest.runAllTimersAsync();
  return failure;
}

describe('time limits', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('let work that is in time answer, and leave no timer behind', async () => {
    const answer = await withTimeLimits(limits, never, async () => 'done');

    expect(answer).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('abort at the soft limit, which is then the reason of the failure', async () => {
    expect(await failureOf(withTimeLimits(limits, never, untilAborted))).toEqual({
      code: 'job.softLimit',
      afterMs: 1_000,
    });
  });

  it('take the answer of work that finishes between the limits', async () => {
    const work = withTimeLimits(limits, never, (signal) => untilAborted(signal).catch(() => 'saved'));
    await jest.runAllTimersAsync();

    expect(await work).toBe('saved');
  });

  it('fail at the hard limit though the work hangs', async () => {
    expect(await failureOf(withTimeLimits(limits, never, hang))).toEqual({ code: 'job.hardLimit', afterMs: 2_000 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('abort at the hard limit too, where it lies below the soft one', async () => {
    let seen: AbortSignal | undefined;
    const work = withTimeLimits({ softLimitMs: 5_000, hardLimitMs: 2_000 }, never, (signal) => {
      seen = signal;
      return untilAborted(signal);
    });

    expect(await failureOf(work)).toEqual({ code: 'job.hardLimit', afterMs: 2_000 });
    expect(seen?.aborted).toBe(true);
  });

  it('pass on an abort from outside with its own reason, also one from before', async () => {
    const outer = new AbortController();
    const work = withTimeLimits(limits, outer.signal, untilAborted);
    setTimeout(() => outer.abort(new AppError('job.cancelled', 'Cancelled')), 300);

    expect(await failureOf(work)).toEqual({ code: 'job.cancelled', afterMs: 300 });
    const late = withTimeLimits(limits, outer.signal, async (signal) => signal.throwIfAborted());
    expect(await failureOf(late)).toEqual({ code: 'job.cancelled', afterMs: 0 });
  });

  it('answer a moment after an abort from outside, though the work ignores it, and tell that it is over at once', async () => {
    const outer = new AbortController();
    const over: unknown[] = [];
    const patience = { ...limits, hardLimitMs: 9_000, onOver: () => over.push(Date.now() - startedAt) };
    const startedAt = Date.now();
    const work = withTimeLimits(patience, outer.signal, hang);
    setTimeout(() => outer.abort(new AppError('job.cancelled', 'Cancelled')), 300);

    expect(await failureOf(work)).toEqual({ code: 'job.cancelled', afterMs: 1_800 });
    expect(over).toEqual([300]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tell of work that does not come back at all, and only of that', async () => {
    let stuck = 0;
    const patience = { ...limits, onStuck: () => (stuck += 1) };

    await failureOf(withTimeLimits(patience, never, (signal) => untilAborted(signal)));
    expect(stuck).toBe(0);
    await failureOf(withTimeLimits(patience, never, hang));

    expect(stuck).toBe(1);
  });

  it('are not over at the soft limit: the work may still save what it has', async () => {
    let over = 0;
    const patience = { ...limits, onOver: () => (over += 1) };
    const work = withTimeLimits(patience, never, (signal) => untilAborted(signal).catch(() => 'saved'));
    await jest.runAllTimersAsync();

    expect(await work).toBe('saved');
    expect(over).toBe(0);
  });

  it('leave an own failure of the work as it is', async () => {
    const work = withTimeLimits(limits, never, async () => {
      throw new AppError('media.noAudio', 'Silence');
    });

    expect(await failureOf(work)).toEqual({ code: 'media.noAudio', afterMs: 0 });
  });
});
