import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { type ClaimedDelivery, type DeliveryOutcome, DueDeliveries } from './due-deliveries.js';
import { addDeliveries } from './ended-job-webhooks.js';
import type { EndedJob } from './ended-jobs.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { Webhooks } from './webhooks.js';

let records: TestRecords;
let webhooks: Webhooks;
let deliveries: WebhookDeliveries;
let due: DueDeliveries;
let anna: string;
beforeAll(async () => {
  records = await openTestRecords(testStores().TEST_DATABASE_URL);
  webhooks = new Webhooks(records.database);
  deliveries = new WebhookDeliveries(records.database, records.notices);
  due = new DueDeliveries(records.database);
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.empty();
  anna = await records.addUser();
});

const attempt = { at: new Date().toISOString(), ms: 5, httpStatus: 500, error: 'badStatus' } as const;
const listen = async (events: readonly ('job.succeeded' | 'job.failed')[] = ['job.succeeded'], userId = anna) =>
  (await webhooks.add(userId, { id: v7(), secret: 'sealed', url: 'https://example.com', events: [...events] })).id;
const end = async (jobs: readonly { id: string }[], status: EndedJob['status'] = 'succeeded') =>
  records.database.transaction((tx) =>
    addDeliveries(
      tx,
      jobs.map(({ id }) => ({
        ...{ jobId: id, run: 1, status, at: new Date(), userId: anna, projectId: null, type: 'video.process' },
        startedAt: null,
      })),
    ),
  );
const accept = async (count: number) => {
  const jobs = [];
  for (let i = 0; i < count; i++) jobs.push(await records.accept(anna));
  return jobs;
};
const told: string[] = [];
beforeEach(() => void told.splice(0));
const record = (claimed: ClaimedDelivery, outcome: DeliveryOutcome) =>
  due.record(claimed, attempt, outcome, async (_tx, reason) => void told.push(reason));
const rows = (webhookId: string) => deliveries.list({ userId: anna, webhookId }, { limit: 99 });
const age = (sql: string) => records.database.execute(`UPDATE webhooks SET ${sql}`);

describe('the end of a job', () => {
  it('is for those of its owner’s webhooks that listen to it', async () => {
    const [both, failures] = [await listen(['job.succeeded', 'job.failed']), await listen(['job.failed'])];
    const off = await listen();
    await webhooks.change(anna, off, { enabled: false });
    await listen(['job.succeeded'], await records.addUser());
    const jobs = await accept(2);

    expect(await end(jobs)).toBe(2);

    const made = await rows(both);
    expect(made.map(({ jobId }) => jobId)).toEqual([jobs[1]!.id, jobs[0]!.id]);
    expect(made[0]).toMatchObject({ event: 'job.succeeded', status: 'pending', attempts: [] });
    expect([await rows(failures), await rows(off)]).toEqual([[], []]);
  });

  it('is for the webhook that the job has named, whatever it listens to, and once', async () => {
    const [named, listening] = [await listen(['job.failed']), await listen(['job.succeeded'])];
    const jobs = [
      await records.accept(anna, { webhookId: named }),
      await records.accept(anna, { webhookId: listening }),
    ];

    await end(jobs);

    expect((await rows(named)).map(({ jobId }) => jobId)).toEqual([jobs[0]!.id]);
    expect((await rows(listening)).map(({ jobId }) => jobId)).toEqual([jobs[1]!.id, jobs[0]!.id]);
  });

  it('is told with why the job has failed, and without what it was about', async () => {
    await listen(['job.failed']);
    const job = await records.accept(anna, { input: { secret: 'of Anna' } });
    const error = { code: 'media.noAudio', detail: 'No audio', stack: 'at inner.ts' };
    await setJob(records.database, job.id, { status: 'failed', error });

    await end([job], 'failed');

    const [claimed] = await due.claim(1);
    const { data, ...event } = JSON.parse(claimed!.body) as { data: { job: object } };
    expect(event).toMatchObject({ type: 'job.failed', timestamp: expect.any(String) });
    expect(data.job).toMatchObject({ id: job.id, status: 'failed', run: 1, createdAt: job.createdAt });
    expect(data.job).toMatchObject({ error: { code: 'media.noAudio', detail: 'No audio' } });
    expect(claimed!.body).not.toMatch(/of Anna|inner/);
  });
});

describe('deliveries that are due', () => {
  it('are claimed once, however many ask at once', async () => {
    for (let i = 0; i < 5; i++) await listen();
    await end(await accept(2));

    const claims = (await Promise.all([due.claim(4), due.claim(4), due.claim(4)])).flat();
    const rest = await due.claim(9);

    const ids = [...claims, ...rest].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
  });

  it('of one webhook are two at a time, so that others have their turn', async () => {
    const busy = await listen();
    await end(await accept(5));
    const other = await listen();
    await end(await accept(1));

    const first = await due.claim(9);

    expect(first.map(({ webhookId }) => webhookId).sort()).toEqual([busy, busy, other].sort());
    expect(await due.claim(9)).toEqual([]);
    await record(
      first.find(({ webhookId }) => webhookId === busy)!,
      { kind: 'delivered' },
    );
    expect(await due.claim(9)).toMatchObject([{ webhookId: busy }]);
  });

  it('come again when the claim of somebody who has gone is over, and what they would still write is not written', async () => {
    const webhookId = await listen();
    await end(await accept(1));
    const [lost] = await new DueDeliveries(records.database, 1).claim(1);

    const again = await claimWhenFree();
    await record(lost!, { kind: 'delivered' });

    expect(again).toMatchObject({ id: lost!.id, body: lost!.body });
    expect(await rows(webhookId)).toMatchObject([{ status: 'pending', attempts: [] }]);
    await record(again, { kind: 'delivered' });
    expect(await rows(webhookId)).toMatchObject([{ status: 'delivered', attempts: [attempt] }]);
  });

  it('carry the old secret too for a day', async () => {
    const id = await listen();
    await webhooks.rotate(anna, { id, secret: 'new' });
    await end(await accept(1));
    expect((await due.claim(1))[0]!.secrets).toEqual(['new', 'sealed']);

    await age(`old_secret_until = now() - interval '1 second'`);
    await end(await accept(1));

    expect((await due.claim(1))[0]!.secrets).toEqual(['new']);
  });

  it('that fail wait for the next attempt, and have failed after the last', async () => {
    const webhookId = await listen();
    await end(await accept(1));
    const [first] = await due.claim(1);

    await record(first!, { kind: 'failed', retryInMs: 60_000 });
    const [waiting] = await rows(webhookId);
    await records.database.execute('UPDATE webhook_deliveries SET next_attempt_at = now()');
    const [second] = await due.claim(1);
    await record(second!, { kind: 'failed' });

    expect(waiting).toMatchObject({ status: 'pending', attempts: [attempt] });
    expect((Date.parse(waiting!.nextAttemptAt!) - Date.now()) / 1000).toBeCloseTo(60, -1);
    expect(second).toMatchObject({ tries: 1, id: first!.id });
    expect(await rows(webhookId)).toMatchObject([{ status: 'failed', attempts: [attempt, attempt] }]);
    expect(told).toEqual([]);
  });

  it('of long ago are removed, and those that wait are not', async () => {
    const webhookId = await listen();
    await end(await accept(3));
    const [first] = await due.claim(1);
    await record(first!, { kind: 'delivered' });
    await records.database.execute(`UPDATE webhook_deliveries SET created_at = now() - interval '31 days'`);

    expect(await due.sweep()).toBe(1);

    expect(await rows(webhookId)).toHaveLength(2);
  });

  async function claimWhenFree(): Promise<ClaimedDelivery> {
    for (;;) {
      const [claimed] = await due.claim(1);
      if (claimed) return claimed;
    }
  }
});

describe('a webhook', () => {
  const failOnce = async (outcome: DeliveryOutcome = { kind: 'failed' }) => {
    await end(await accept(2));
    const [claimed] = await due.claim(1);
    return record(claimed!, outcome);
  };

  it('that is gone is switched off at once, with all that waits', async () => {
    const id = await listen();

    expect(await failOnce({ kind: 'gone' })).toBe('gone');

    expect(await webhooks.find(anna, id)).toMatchObject({ enabled: false, disabledReason: 'gone' });
    expect((await rows(id)).map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(told).toEqual(['gone']);
    expect(await end(await accept(1))).toBe(0);
  });

  it('that has failed for a week is switched off, once', async () => {
    const id = await listen();
    await failOnce();
    await age(`failing_since = now() - interval '8 days', failed_at = now() - interval '1 day'`);
    const [underWay] = await due.claim(1);

    expect(await failOnce()).toBe('failing');

    expect(await webhooks.find(anna, id)).toMatchObject({ enabled: false, disabledReason: 'failing' });
    expect(await record(underWay!, { kind: 'failed', retryInMs: 5 })).toBeUndefined();
    expect((await rows(id)).map(({ status }) => status)).not.toContain('pending');
    expect(told).toEqual(['failing']);
    expect(await webhooks.change(anna, id, { enabled: true })).not.toHaveProperty('disabledReason', 'failing');
  });

  it.each([
    ['it took something meanwhile', { kind: 'delivered' } as const, '1 day'],
    ['it was sent nothing meanwhile', undefined, '3 days'],
  ])('stays on where %s', async (_what, between, ago) => {
    const id = await listen();
    await failOnce();
    await age(`failing_since = now() - interval '8 days', failed_at = now() - interval '${ago}'`);
    if (between) await failOnce(between);

    expect(await failOnce()).toBeUndefined();

    expect(await webhooks.find(anna, id)).toMatchObject({ enabled: true });
  });
});
