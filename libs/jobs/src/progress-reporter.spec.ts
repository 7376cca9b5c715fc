import { defineJobs } from '@polyspool/contracts/define-jobs';
import { jest } from '@jest/globals';
import { z } from 'zod';
import type { ProgressMessage } from './job-messages.js';
import { ProgressReporter } from './progress-reporter.js';

const { count } = defineJobs('test', {
  count: {
    queue: 'test',
    input: z.object({}),
    output: z.null(),
    steps: ['first', 'second'],
    retries: 0,
    backoff: { type: 'exponential', delayMs: 1, jitter: 0 },
    softLimitMs: 1_000,
    hardLimitMs: 1_000,
  },
});

const entry = { dispatch: 1, start: 1, execution: 'e', attempt: 1 };

function reporterInto(sent: ProgressMessage[], arrive: () => Promise<void> = () => Promise.resolve()) {
  return new ProgressReporter(count, entry, async (message) => {
    sent.push(message);
    await arrive();
  });
}

describe('the progress reporter', () => {
  let sent: ProgressMessage[];
  beforeEach(() => {
    sent = [];
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const logged = () => sent.flatMap((message) => message.log ?? []);

  it('sends at most four messages a second, the last one with the newest state', async () => {
    const reporter = reporterInto(sent);

    for (let at = 0; at <= 1_000; at++) {
      reporter.report('first', at / 1_000, `${at} of 1000`);
      await jest.advanceTimersByTimeAsync(1);
    }
    await jest.advanceTimersByTimeAsync(250);

    expect(sent.length).toBeGreaterThanOrEqual(4);
    expect(sent.length).toBeLessThanOrEqual(6);
    expect(sent.at(-1)).toEqual({ ...entry, step: 'first', percent: 50, message: '1000 of 1000' });
  });

  it('says that a job has begun, unless it is over at once or has more to say', async () => {
    const [slow, quick, eloquent] = [[], [], []] as ProgressMessage[][];
    const reporters = [slow!, quick!, eloquent!].map((into) => reporterInto(into));
    for (const reporter of reporters) reporter.enter();

    reporters[2]!.report('first', 1);
    await reporters[1]!.stop();
    await jest.advanceTimersByTimeAsync(200);

    expect([slow, quick, eloquent]).toEqual([
      [{ ...entry, percent: 0 }],
      [],
      [{ ...entry, step: 'first', percent: 50 }],
    ]);
  });

  it('is silent when there is no news', async () => {
    const reporter = reporterInto(sent);
    reporter.report('second', 0);

    await jest.advanceTimersByTimeAsync(60_000);

    expect(sent).toEqual([{ ...entry, step: 'second', percent: 50 }]);
  });

  it('loses no line of the log, though they come faster than messages go', async () => {
    const reporter = reporterInto(sent);
    const lines = Array.from({ length: 75 }, (_, line) => `line ${line}`);

    for (const line of lines) reporter.log(line);
    await jest.advanceTimersByTimeAsync(2_000);

    expect(logged()).toEqual(lines);
    expect(Math.max(...sent.map((message) => message.log?.length ?? 0))).toBeLessThanOrEqual(20);
  });

  it('sends what still waits when it is stopped, and then nothing more', async () => {
    const reporter = reporterInto(sent);
    await reporter.flush();
    const lines = Array.from({ length: 45 }, (_, line) => `line ${line}`);
    for (const line of lines) reporter.log(line);
    reporter.report('second', 1);

    await reporter.stop();
    reporter.log('too late');
    reporter.report('first', 0);
    await jest.advanceTimersByTimeAsync(60_000);

    expect(logged()).toEqual(lines);
    expect(sent.at(-1)).toMatchObject({ step: 'second', percent: 100 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gathers while a message is under way, instead of queueing more of them', async () => {
    let arrive = () => undefined as void;
    const reporter = reporterInto(sent, () => new Promise<void>((resolve) => (arrive = resolve)));

    for (let at = 0; at <= 100; at++) {
      reporter.report('first', at / 100);
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(sent).toHaveLength(1);
    arrive();
    await jest.advanceTimersByTimeAsync(1_000);

    expect(sent.map((message) => message.percent)).toEqual([0, 50]);
  });

  it('goes on when a message is refused', async () => {
    const reporter = new ProgressReporter(count, entry, async (message) => {
      sent.push(message);
      throw new Error('Missing key for job');
    });
    reporter.report('first', 0.5);
    await jest.advanceTimersByTimeAsync(1_000);

    reporter.report('first', 1);
    await jest.advanceTimersByTimeAsync(1_000);

    expect(sent.map((message) => message.percent)).toEqual([25, 50]);
  });

  it('cuts long lines and messages', async () => {
    const reporter = reporterInto(sent);
    reporter.log('x'.repeat(10_000));
    reporter.report('first', 0, 'y'.repeat(10_000));

    await reporter.stop();

    expect(logged()).toEqual(['x'.repeat(500)]);
    expect(sent.at(-1)?.message).toBe('y'.repeat(300));
  });

  it.each([
    [-1, 0],
    [2, 50],
    [0 / 0, 0],
    [Infinity, 50],
  ])('takes a fraction of %d for %d percent', async (fraction, percent) => {
    const reporter = reporterInto(sent);
    reporter.report('first', fraction);

    await reporter.stop();

    expect(sent.map((message) => message.percent)).toEqual([percent]);
  });
});
