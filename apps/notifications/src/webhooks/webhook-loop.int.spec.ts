import type { ClaimedDelivery } from '@polyspool/database/due-deliveries';
import { DueDeliveries } from '@polyspool/database/due-deliveries';
import { EndedJobs } from '@polyspool/database/ended-jobs';
import { InAppNotifications } from '@polyspool/database/in-app-notifications';
import { openTestRecords, setJob, type TestRecords } from '@polyspool/database/testing-records';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { openReceiver, type Received, type Receiver } from './testing-receiver.js';
import { openSender, type Sender } from './testing-sender.js';

let records: TestRecords;
let sender: Sender;
let receiver: Receiver;
let answer: (response: ServerResponse, received: Received) => void;
let anna: string;
beforeAll(async () => {
  records = await openTestRecords(testStores().TEST_DATABASE_URL);
  sender = await openSender(records);
  receiver = await openReceiver((response, received) => answer(response, received));
});
afterAll(async () => {
  await receiver.close();
  await records.close();
});
beforeEach(async () => {
  await records.empty();
  anna = await records.addUser();
  receiver.received.splice(0);
  answer = (response) => response.end('ok');
});
afterEach(() => sender.stop());

const statuses = async (webhookId: string) =>
  (await sender.deliveries.list({ userId: anna, webhookId }, { limit: 200 })).map(({ status }) => status);
const newest = async (webhookId: string) =>
  (await sender.deliveries.list({ userId: anna, webhookId }, { limit: 1 }))[0]!;
const isSignedBy = ({ headers, body }: Received, secret: string) => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
};

describe('webhooks', () => {
  it('are told of the end of a job, signed, and it is written down', async () => {
    const { id, secret } = await sender.add(anna, `${receiver.url}/hooks`);
    const tell = await sender.start();
    const job = await records.accept(anna);
    await setJob(records.database, job.id, { status: 'succeeded', finished_at: new Date() });
    await records.database.execute(
      `INSERT INTO ended_jobs (job_id, run, status, at) VALUES ($1, 1, 'succeeded', now())`,
      [job.id],
    );

    await new EndedJobs(records.database).take(10, (tx, ended) => tell.follow(tx, ended));
    tell.followed();

    const delivery = await eventually(async () => {
      const made = await newest(id);
      expect(made.status).toBe('delivered');
      return made;
    });
    const [got] = receiver.received;
    expect(got).toMatchObject({ path: '/hooks', headers: { 'webhook-id': delivery.id } });
    expect(JSON.parse(got!.body)).toMatchObject({
      type: 'job.succeeded',
      data: { webhookId: id, job: { id: job.id } },
    });
    expect(isSignedBy(got!, secret)).toBe(true);
    expect(delivery).toMatchObject({ jobId: job.id, attempts: [{ httpStatus: 200, answer: 'ok' }] });
  });

  it('get each delivery once from two replicas at once', async () => {
    const hooks = await Promise.all([1, 2, 3, 4, 5].map((n) => sender.add(anna, `${receiver.url}/${n}`)));
    await Promise.all([sender.start(), sender.start()]);
    for (const hook of hooks) for (let i = 0; i < 8; i++) await sender.deliveries.test(hook);

    await eventually(async () => {
      for (const { id } of hooks) expect(await statuses(id)).toEqual(Array(8).fill('delivered'));
    });

    const ids = receiver.ids();
    expect([ids.length, new Set(ids).size]).toEqual([40, 40]);
  });

  it('that hang hold up no others', async () => {
    answer = (response, { path }) => (path === '/hangs' ? undefined : response.end());
    const hanging = await sender.add(anna, `${receiver.url}/hangs`);
    for (let i = 0; i < 10; i++) await sender.deliveries.test(hanging);
    const other = await sender.add(anna, receiver.url);
    await sender.start();
    await eventually(() => expect(receiver.received).toHaveLength(2)); // both hang

    await sender.deliveries.test(other);

    await eventually(async () => expect(await statuses(other.id)).toEqual(['delivered']));
    expect(await statuses(hanging.id)).toContain('pending');
  });

  it('get once more, as the same, what a process had sent when it was killed', async () => {
    const hook = await sender.add(anna, receiver.url);
    const { id } = await sender.deliveries.test(hook);
    await sender.start(new DyingProcess(records.database, 1_500));
    await eventually(() => expect(receiver.received).toHaveLength(1));
    await sender.stop();

    await Promise.all([sender.start(), sender.start()]);

    await eventually(async () => expect(await statuses(hook.id)).toEqual(['delivered']));
    expect(receiver.ids()).toEqual([id, id]);
    expect(receiver.received[1]!.body).toBe(receiver.received[0]!.body);
  });

  it('get what failed again after a while, with the signature of a new secret and of the old one', async () => {
    answer = (response) => response.writeHead(receiver.received.length > 1 ? 204 : 503).end();
    const { id, secret } = await sender.add(anna, receiver.url);
    const job = await records.accept(anna, { webhookId: id });
    const ended = { jobId: job.id, run: 1, status: 'succeeded', at: new Date(), userId: anna } as const;
    const tell = await sender.start();
    await records.database.transaction((tx) =>
      tell.follow(tx, [{ ...ended, projectId: null, type: job.type, startedAt: null }]),
    );
    const failed = await eventually(async () => {
      const made = await newest(id);
      expect(made.attempts).toMatchObject([{ httpStatus: 503, error: 'badStatus' }]);
      return made;
    });
    const next = await sender.rotate(anna, id);

    await records.database.execute('UPDATE webhook_deliveries SET next_attempt_at = now()');
    tell.followed();

    await eventually(async () => expect(await statuses(id)).toEqual(['delivered']));
    expect(Date.parse(failed.nextAttemptAt!) - Date.now()).toBeLessThan(6_000);
    expect(receiver.ids()).toEqual([failed.id, failed.id]);
    expect([secret, next].map((one) => isSignedBy(receiver.received[1]!, one))).toEqual([true, true]);
    expect(isSignedBy(receiver.received[0]!, next)).toBe(false);
  });

  it('that are gone are switched off, and their owner is told', async () => {
    answer = (response) => response.writeHead(410).end();
    const hook = await sender.add(anna, `${receiver.url}/secret-path`);
    await sender.start();

    await sender.deliveries.test(hook);

    await eventually(async () =>
      expect(await sender.webhooks.find(anna, hook.id)).toMatchObject({ enabled: false, disabledReason: 'gone' }),
    );
    const [notice, ...more] = await new InAppNotifications(records.database).list(anna, { limit: 9 });
    expect(notice).toMatchObject({ subject: 'A webhook has been switched off', topic: 'announcement' });
    expect([notice!.message.includes('secret-path'), more]).toEqual([false, []]);
  });

  it('whose secret opens no longer are not called, and that is an attempt', async () => {
    const hook = await sender.add(anna, receiver.url);
    await records.database.execute(`UPDATE webhooks SET secret = 'v1.gone.a.b.c'`);
    await sender.start();

    await sender.deliveries.test(hook);

    await eventually(async () => expect(await statuses(hook.id)).toEqual(['failed']));
    expect(await newest(hook.id)).toMatchObject({ attempts: [{ ms: 0, error: 'secretUnavailable' }] });
    expect(receiver.received).toEqual([]);
  });

  it('tests are tried once', async () => {
    answer = (response) => response.writeHead(500).end('no');
    const hook = await sender.add(anna, receiver.url);
    await sender.start();

    await sender.deliveries.test(hook);

    await eventually(async () => expect(await statuses(hook.id)).toEqual(['failed']));
    expect(await newest(hook.id)).toMatchObject({
      attempts: [{ httpStatus: 500, answer: 'no' }],
      nextAttemptAt: undefined,
    });
  });
});

/** Ends after the other side has answered, before that is written down. */
class DyingProcess extends DueDeliveries {
  override async claim(most: number): Promise<ClaimedDelivery[]> {
    return this.#isDead ? [] : super.claim(most);
  }

  override async record() {
    this.#isDead = true;
    return undefined;
  }

  #isDead = false;
}
