import { defineJobs } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { readText } from '@polyspool/storage/storage';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { JobHandler, RunningJob } from './job-handler.js';
import { runJob } from './testing.js';

const limits = {
  queue: 'video',
  retries: 0,
  backoff: { type: 'exponential', delayMs: 1, jitter: 0 },
  softLimitMs: 1000,
  hardLimitMs: 1000,
} as const;

const sumJobs = defineJobs('sum', {
  all: {
    ...limits,
    input: z.strictObject({ values: z.array(z.number()), name: z.string().default('total') }),
    output: z.object({ total: z.number(), failed: z.array(z.string()) }),
    steps: ['split', 'write'],
  },
  half: { ...limits, input: z.strictObject({ value: z.number() }), output: z.number(), steps: ['halve'] },
});

class Halve implements JobHandler<typeof sumJobs.half> {
  async run({ input }: RunningJob<typeof sumJobs.half>) {
    if (input.value % 2 !== 0) throw new AppError('engine.failed', `${input.value} is odd`);
    return input.value / 2;
  }
}

class SumAll implements JobHandler<typeof sumJobs.all> {
  entries = 0;
  splits = 0;

  async run({ input, report, step, children, artifact, log }: RunningJob<typeof sumJobs.all>) {
    this.entries++;
    report('split', 0, 'Splitting');
    const kept = await step('split', [input.values], async (files) => {
      this.splits++;
      return { at: new Date(0), list: await files.keep('list.json', JSON.stringify(input.values)) };
    });
    log(`kept ${JSON.stringify(kept)}`);
    await artifact({ name: `before-${this.entries}.txt`, kind: 'report', mediaType: 'text/plain' }, 'before');
    const halves = await children(
      sumJobs.half,
      input.values.map((value) => ({ value })),
    );
    await artifact(
      { name: `${input.name}.txt`, kind: 'report', mediaType: 'text/plain' },
      Readable.from(['to', 'tal']),
    );
    return {
      total: halves.reduce((sum, half) => sum + (half.ok ? half.output : 0), 0),
      failed: halves.flatMap((half) => (half.ok ? [] : [`${half.error.code}: ${half.error.detail}`])),
    };
  }
}

const children = { 'sum.half': new Halve() };

describe('runJob', () => {
  it('enters the handler again after its children, with their answers, and publishes the last entry only', async () => {
    const handler = new SumAll();

    const { output, artifacts } = await runJob(
      sumJobs.all,
      handler,
      { values: [2, 3, 4] },
      { storage: new FakeStorage(), children },
    );

    expect(output).toEqual({ total: 3, failed: ['engine.failed: 3 is odd'] });
    expect(handler).toMatchObject({ entries: 2, splits: 1 });
    expect(artifacts).toEqual(
      new Map([
        ['before-2.txt', Buffer.from('before')],
        ['total.txt', Buffer.from('total')],
      ]),
    );
  });

  it('keeps steps for later runs in the same storage, as JSON', async () => {
    const handler = new SumAll();
    const storage = new FakeStorage();
    await runJob(sumJobs.all, handler, { values: [2] }, { storage, children });

    const { log } = await runJob(sumJobs.all, handler, { values: [2] }, { storage, children });

    expect(handler.splits).toBe(1);
    const kept = JSON.parse(log[0]!.replace('kept ', ''));
    expect(kept.at).toBe('1970-01-01T00:00:00.000Z');
    expect(await readText(storage, kept.list)).toBe('[2]');
  });

  it('parses input and output, and refuses steps that the contract does not name', async () => {
    const run = (input: object, handler: JobHandler<typeof sumJobs.all> = new SumAll()) =>
      runJob(sumJobs.all, handler, input, { storage: new FakeStorage(), children });

    await expect(run({ values: 'two' })).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(run({ values: [] }, { run: async () => ({}) as never })).rejects.toMatchObject({
      code: 'job.badOutput',
    });
    const unknownStep = { run: async ({ report }: RunningJob) => report('paint', 0) as never };
    await expect(run({ values: [] }, unknownStep)).rejects.toThrow('sum.all has no step paint');
  });

  it('refuses a handler that asks for other children when it is entered again', async () => {
    let entry = 0;
    const fickle = {
      run: async (job: RunningJob<typeof sumJobs.all>) => {
        await job.children(sumJobs.half, [{ value: entry++ * 2 }]);
        return { total: 0, failed: [] };
      },
    };

    await expect(runJob(sumJobs.all, fickle, { values: [] }, { storage: new FakeStorage(), children })).rejects.toThrow(
      'other children',
    );
  });

  it('ends with the reason of its signal, also while children run', async () => {
    const stopped = new AppError('job.cancelled', 'Stopped by its owner');
    const controller = new AbortController();
    const halve = {
      run: async ({ signal }: RunningJob) => {
        controller.abort(stopped);
        return signal.throwIfAborted();
      },
    };

    const run = runJob(
      sumJobs.all,
      new SumAll(),
      { values: [2, 4] },
      {
        storage: new FakeStorage(),
        children: { 'sum.half': halve },
        signal: controller.signal,
      },
    );

    await expect(run).rejects.toBe(stopped);
  });
});
