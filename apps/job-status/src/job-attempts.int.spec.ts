import { isTerminal } from '@polyspool/contracts/job-status';
import { Attempts } from '@polyspool/database/attempts';
import { DeadLetters } from '@polyspool/database/dead-letters';
import { EventLog } from '@polyspool/database/event-log';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { eventually } from '@polyspool/service/testing/eventually';
import { type ChunkHouse, openChunkHouse } from './testing-chunks.js';
import { type House, openHouse } from './testing-house.js';

describe('the attempts at a job with parts', () => {
  let house: ChunkHouse;
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterAll(() => house.close());

  const attemptsOf = (id: string) => house.status.get(Attempts).of(id);

  it('are one, though it waits for its parts and begins again after them; the wait is told', async () => {
    const { id } = await house.submit({});

    const { children } = await house.ended(id);

    expect(await attemptsOf(id)).toMatchObject([
      {
        run: 1,
        attempt: 1,
        outcome: 'succeeded',
        worker: expect.stringMatching(/:\d+:/),
        finishedAt: expect.any(String),
      },
    ]);
    expect(await attemptsOf(children[0]!.id)).toMatchObject([{ attempt: 1, outcome: 'succeeded' }]);
    const waits = (await house.logOf(id)).flatMap(({ change }) => change.waiting ?? []);
    expect(waits).toEqual([{ reason: 'children' }]);
  });

  it('are kept of every run, and a failed job is a dead letter until it runs again', async () => {
    const letters = house.status.get(DeadLetters);
    const { id } = await house.submit({ language: 'xx' });
    await house.ended(id);
    const [group, ...others] = await letters.groups(10);
    expect(others).toEqual([]);
    expect(group).toMatchObject({ type: 'video.process', code: 'video.chunkFailed', count: 1, sample: { jobId: id } });

    house.control.isBroken = false;
    await house.runs.again(id, house.userId, 200);
    await house.ended(id);

    const outcomes = (await attemptsOf(id)).map(({ run, attempt, outcome, error }) => [
      run,
      attempt,
      outcome,
      error?.code,
    ]);
    expect(outcomes).toEqual([
      [1, 1, 'failed', 'video.chunkFailed'],
      [2, 1, 'succeeded', undefined],
    ]);
    expect(await letters.groups(10)).toEqual([]);
  });
});

describe('the attempt at a job that is put off', () => {
  let house: House;
  const entries: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ 'video.process': putOffOnce });
  });
  afterAll(() => house.close());

  async function putOffOnce({ id, retryLater }: RunningJob) {
    entries.push(id);
    if (entries.length === 1) await retryLater(50);
    return { durationSeconds: 30, chunks: 3, segments: 3, words: 9, language: 'en', warnings: [] };
  }

  it('goes on as the same, and says why it waits', async () => {
    const { id } = await house.submit({});

    const job = await eventually(async () => {
      const found = await house.jobs.find(id, house.userId);
      expect(isTerminal(found!.status)).toBe(true);
      return found!;
    });

    expect(entries).toEqual([id, id]);
    expect(job).toMatchObject({ status: 'succeeded', attempts: 1 });
    expect(await house.status.get(Attempts).of(id)).toMatchObject([{ attempt: 1, outcome: 'succeeded' }]);
    const log = (await house.status.get(EventLog).after(new Map([[id, 0]]))).map(({ event }) => event);
    const waiting = { reason: 'backoff', clearsAt: expect.any(String) };
    expect(log.find(({ type }) => type === 'delayed')?.change).toMatchObject({ status: 'retrying', waiting });
  });
});
