import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { v7 } from 'uuid';
import { acceptJobs } from './accept-job.js';
import { addDeliveries } from './ended-job-webhooks.js';
import { openTestRecords, type TestRecords } from './testing-records.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { Webhooks } from './webhooks.js';

let records: TestRecords;
let webhooks: Webhooks;
let deliveries: WebhookDeliveries;
let anna: string;
beforeAll(async () => {
  records = await openTestRecords(testStores().TEST_DATABASE_URL);
  webhooks = new Webhooks(records.database, 2);
  deliveries = new WebhookDeliveries(records.database, records.notices);
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.empty();
  anna = await records.addUser();
});

const add = (userId = anna) =>
  webhooks.add(userId, { id: v7(), secret: 'sealed', url: 'https://example.com/a', events: ['job.failed'] });
/** Those who wait for a row that somebody else holds. */
const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
const rejects = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

describe('webhooks', () => {
  it('are kept, changed in part, and removed', async () => {
    const made = await add();

    expect(made).toMatchObject({ url: 'https://example.com/a', events: ['job.failed'], enabled: true });
    expect(JSON.stringify(made)).not.toContain('sealed');
    expect(await webhooks.change(anna, made.id, { description: 'Mine' })).toEqual({ ...made, description: 'Mine' });
    const off = await webhooks.change(anna, made.id, { enabled: false, events: ['job.succeeded'] });
    expect(off).toEqual({ ...made, description: 'Mine', enabled: false, events: ['job.succeeded'] });
    expect(await webhooks.find(anna, made.id)).toEqual(off);
    expect((await webhooks.change(anna, made.id, { description: '' })).description).toBeUndefined();
    await webhooks.remove(anna, made.id);
    await rejects(webhooks.find(anna, made.id), 'webhook.unknown');
  });

  it('are so many of one person, though they come at once, and are listed newest first', async () => {
    const made = await Promise.allSettled([add(), add(), add()]);

    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const [newest] = await webhooks.list(anna, { limit: 1 });
    const [older, ...rest] = await webhooks.list(anna, { limit: 9, before: newest!.id });
    expect([newest!.id > older!.id, rest]).toEqual([true, []]);
    await add(await records.addUser());
  });

  it('of others are as unknown as those that nobody has', async () => {
    const { id } = await add();
    const delivery = await deliveries.test({ userId: anna, webhookId: id });
    const ben = await records.addUser();

    for (const unknown of [id, v7()]) {
      const own = { userId: ben, webhookId: unknown };
      for (const asked of [
        webhooks.find(ben, unknown),
        webhooks.change(ben, unknown, { enabled: false }),
        webhooks.rotate(ben, { id: unknown, secret: 'other' }),
        webhooks.remove(ben, unknown),
        deliveries.list(own, { limit: 9 }),
        deliveries.test(own),
        deliveries.resend(own, delivery.id),
      ])
        await rejects(asked, 'webhook.unknown');
    }
    expect(await webhooks.find(anna, id)).toMatchObject({ enabled: true });
  });

  it('keep the secret of before for a day when they get another', async () => {
    const { id } = await add();

    const { oldSecretUntil } = await webhooks.rotate(anna, { id, secret: 'new' });

    expect((Date.parse(oldSecretUntil!) - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
    const [kept] = await records.database.query('SELECT secret, old_secret AS old FROM webhooks');
    expect(kept).toEqual({ secret: 'new', old: 'sealed' });
  });
});

describe('deliveries', () => {
  it('of tests are made ten times a minute, and listed by their state', async () => {
    const { id: webhookId } = await add();
    const own = { userId: anna, webhookId };
    const made: string[] = [];
    for (let i = 0; i < 10; i++) made.unshift((await deliveries.test(own)).id);

    await rejects(deliveries.test(own), 'quota.webhookTests');
    await records.database.execute(`UPDATE webhook_deliveries SET status = 'failed' WHERE id = $1`, [made[9]]);

    expect((await deliveries.list(own, { limit: 3 })).map(({ id }) => id)).toEqual(made.slice(0, 3));
    expect((await deliveries.list(own, { before: made[7], limit: 3 })).map(({ id }) => id)).toEqual(made.slice(8));
    expect(await deliveries.list(own, { status: 'failed', limit: 9 })).toMatchObject([{ id: made[9] }]);
  });

  it('of tests are no more, though they come at once, until a minute is over', async () => {
    const own = { userId: anna, webhookId: (await add()).id };

    const made = await Promise.allSettled(Array.from({ length: 12 }, () => deliveries.test(own)));

    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await records.database.execute(`UPDATE webhook_deliveries SET created_at = now() - interval '61 seconds'`);
    await expect(deliveries.test(own)).resolves.toMatchObject({ status: 'pending' });
  });

  it('are not made while the webhook is being switched off', async () => {
    const { id: webhookId } = await add();
    const { id } = await deliveries.test({ userId: anna, webhookId });
    const { id: jobId } = await records.accept(anna);
    const ended = { jobId, run: 1, status: 'failed', at: new Date(), userId: anna } as const;

    const work = await records.database.transaction(async (tx) => {
      await tx.execute('UPDATE webhooks SET enabled = false');
      const resent = deliveries.resend({ userId: anna, webhookId }, id).catch((error: unknown) => error);
      const told = records.database.transaction((other) =>
        addDeliveries(other, [{ ...ended, projectId: null, type: 'video.process', startedAt: null }]),
      );
      await eventually(async () => expect(await records.database.query(waiting)).toHaveLength(2), 4_000);
      return [resent, told];
    });

    expect(await Promise.all(work)).toMatchObject([{ code: 'webhook.disabled' }, 0]);
  });

  it('are sent again as the same, but not where the webhook is off', async () => {
    const { id: webhookId } = await add();
    const own = { userId: anna, webhookId };
    const { id } = await deliveries.test(own);
    await webhooks.change(anna, webhookId, { enabled: false });
    expect(await deliveries.list(own, { limit: 9 })).toMatchObject([
      { id, status: 'failed', nextAttemptAt: undefined },
    ]);

    await rejects(deliveries.resend(own, id), 'webhook.disabled');
    await webhooks.change(anna, webhookId, { enabled: true });

    expect(await deliveries.resend(own, id)).toMatchObject({ id, status: 'pending', event: 'webhook.test' });
    await rejects(deliveries.resend(own, v7()), 'webhook.deliveryUnknown');
  });
});

describe('a job that names a webhook', () => {
  const named = () => records.database.query('SELECT job_id AS id, webhook_id AS "webhookId" FROM job_webhooks');

  it('is accepted together with it', async () => {
    const { id: webhookId } = await add();

    const { id } = await records.accept(anna, { webhookId });
    await records.accept(anna);

    expect(await named()).toEqual([{ id, webhookId }]);
  });

  it('is refused where that is unknown, another’s, or off', async () => {
    const { id: foreign } = await add(await records.addUser());
    const { id: off } = await add();
    await webhooks.change(anna, off, { enabled: false });

    for (const webhookId of [foreign, v7()]) await rejects(records.accept(anna, { webhookId }), 'webhook.unknown');
    await rejects(records.accept(anna, { webhookId: off }), 'webhook.disabled');
  });

  it('is accepted all the same where that is gone since it was looked at', async () => {
    const job = { id: v7(), userId: anna, type: 'video.process', queue: 'video', input: {}, webhookId: v7() };

    expect((await acceptJobs(records.database, [{ job, maxOpenJobs: 9 }])).has(job.id)).toBe(true);

    expect(await named()).toEqual([]);
  });
});
