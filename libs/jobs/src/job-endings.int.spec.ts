import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { runProgram } from '@polyspool/processes/run-program';
import { defineJobs } from '@polyspool/contracts/define-jobs';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { testLimits, handled, messagesIn, openWorkshop, testQueue, type Workshop } from './testing-workshop.js';
import { untilAborted } from './testing-kinds.js';

const shape = { ...testLimits, retries: 0, input: z.strictObject({}), output: z.string(), steps: ['run'] } as const;
const kinds = defineJobs('test', {
  brief: { ...shape, softLimitMs: 300, hardLimitMs: 600 },
  long: { ...shape, limitCaps: { softLimitMs: 40_000, hardLimitMs: 50_000 } },
  watched: { ...shape, stuckAfterMs: 700, retries: 1 },
});
type Kind = (typeof kinds)[keyof typeof kinds];

/** A program whose starter never tells it to stop. */
function startProgram(pids: number[]) {
  const script = 'echo $$; sleep 61 & sleep 62';
  return runProgram({ command: 'sh', args: ['-c', script], onLine: (pid) => pids.push(Number(pid)) });
}
const hang = () => new Promise<never>(() => undefined);
const alive = (pids: readonly number[]) => pids.filter((pid) => existsSync(`/proc/${pid}`));

describe('the end of a job', () => {
  let shop: Workshop;
  let pids: number[];
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    pids = [];
  });
  afterEach(() => shop.close());

  /** One slot: a second job tells when the first has left it. */
  const oneSlot = (kind: Kind, run: () => Promise<unknown>) => {
    let entries = 0;
    const handler = handled(kind, async () => {
      if (++entries === 1) await run();
      return 'done';
    });
    const routes = new Map([[kind.name, { contract: kind, handler: { run: handler.run }, limits: kind }]]);
    return shop.startHostWith([], { queues: [{ name: testQueue, concurrency: 1, routes }] });
  };
  const start = async (kind: Kind) => {
    const id = await shop.put(kind);
    await eventually(async () => expect(messagesIn(await shop.told(id))).not.toEqual([]));
    return { id, next: await shop.put(kind) };
  };

  it('at the hard limit takes along programs that were not told to stop, and frees the slot within 2 s', async () => {
    await oneSlot(kinds.brief, async () => {
      await startProgram(pids).catch(() => undefined);
      await hang();
    });
    const { id, next } = await start(kinds.brief);
    await eventually(() => expect(pids).toHaveLength(1));

    const first = await shop.ended(id);
    const second = await shop.ended(next);

    expect(first.failedReason).toMatch(/^job\.hardLimit: /);
    expect(alive(pids)).toEqual([]);
    expect(second.completed?.output).toBe('done');
    expect(second.finishedAtMs! - first.finishedAtMs!).toBeLessThan(2_000);
  });

  it('by cancel takes them along within 2 s, and frees the slot of a handler that ignores its signal', async () => {
    await oneSlot(kinds.long, async () => {
      await startProgram(pids).catch(() => undefined);
      await hang();
    });
    const { id, next } = await start(kinds.long);
    await eventually(() => expect(pids).toHaveLength(1));

    const askedAt = Date.now();
    await eventually(async () => {
      if (!(await shop.state.jobs(testQueue, [id]))[0]?.finishedAtMs) await shop.client.askToStop(testQueue, id);
      expect(alive(pids)).toEqual([]);
    });
    const programGoneMs = Date.now() - askedAt;
    const first = await shop.ended(id);
    const second = await shop.ended(next);

    expect(programGoneMs).toBeLessThan(2_000);
    expect(first.failedReason).toMatch(/^job\.cancelled: /);
    expect(second.completed?.output).toBe('done');
    expect(second.finishedAtMs! - askedAt).toBeLessThan(3_000);
  });

  it('takes along a program that the handler forgot when it answered', async () => {
    await oneSlot(kinds.long, async () => {
      startProgram(pids).catch(() => undefined);
      await eventually(() => expect(pids).toHaveLength(1));
    });

    const { completed } = await shop.ended(await shop.put(kinds.long));

    expect(completed?.output).toBe('done');
    expect(alive(pids)).toEqual([]);
  });

  it('comes for another try when nothing is heard of it, its programs included', async () => {
    await oneSlot(kinds.watched, hang);

    const id = await shop.put(kinds.watched);

    expect((await shop.ended(id)).completed).toMatchObject({ output: 'done', start: 2 });
    expect(messagesIn(await shop.told(id)).flatMap(({ error }) => error?.code ?? [])).toEqual(['job.stuck']);
  });

  it('does not come for one that reports, or whose program writes', async () => {
    await shop.startHost(
      handled(kinds.watched, async ({ report, log, step }) => {
        for (let turn = 0; turn < 4; turn++) {
          report('run', turn / 4);
          await pause(300);
          log('still here');
          await pause(300);
        }
        const script = 'for turn in 1 2 3 4 5; do sleep 0.3; echo $turn; done';
        await step('program', [], () => runProgram({ command: 'sh', args: ['-c', script] }));
        return 'done';
      }),
    );

    expect((await shop.ended(await shop.put(kinds.watched))).completed).toMatchObject({ output: 'done', start: 1 });
  });

  it('comes by the limits that the job asked for', async () => {
    await shop.startHost(handled(kinds.long, async ({ signal }) => untilAborted(signal)));

    const soft = await shop.put(kinds.long, {}, { limits: { softLimitMs: 200 } });

    expect((await shop.ended(soft)).failedReason).toBe('job.softLimit: It ran longer than 0.2 s');
  });

  it('does not come later because a job asked for more than its kind may have', async () => {
    await shop.startHost(handled(kinds.brief, async ({ signal }) => untilAborted(signal)));

    const greedy = await shop.put(kinds.brief, {}, { limits: { softLimitMs: 30_000, hardLimitMs: 30_000 } });

    expect((await shop.ended(greedy)).failedReason).toBe('job.softLimit: It ran longer than 0.3 s');
  });
});

const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));
