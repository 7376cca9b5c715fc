import { WebhookEvent } from '@polyspool/contracts/webhooks';
import { Webhooks } from '@polyspool/database/webhooks';
import { newWebhookSecret, sealOfSecret } from '@polyspool/messengers/webhook/webhook-secret';
import { eventually } from '@polyspool/service/testing/eventually';
import { newJobId } from '@polyspool/jobs/job-ids';
import { type House, openHouse } from '../testing-house.js';
import { openReceiver, type Receiver } from './testing-receiver.js';

describe('the service', () => {
  let house: House;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await openReceiver((response) => response.end());
    house = await openHouse();
  });
  afterAll(async () => {
    await house.close();
    await receiver.close();
  });

  it('tells a webhook of a job that has ended, once', async () => {
    const [userId, id] = [await house.addUser(), newJobId()];
    const secret = house.env.ENCRYPTION_KEYS!.seal(newWebhookSecret(), sealOfSecret(id));
    await house.app.get(Webhooks).add(userId, { id, secret, url: receiver.url, events: ['job.failed'] });
    const job = await house.jobs.accept(
      { id: newJobId(), userId, type: 'system.debug', queue: 'system', input: {} },
      9,
    );
    const failed = `UPDATE jobs SET status = 'failed', finished_at = now(), error = '{"code":"internal","detail":"x"}'`;
    await house.database.execute(failed);

    await house.database.execute(`INSERT INTO ended_jobs (job_id, run, status, at) VALUES ($1, 1, 'failed', now())`, [
      job.id,
    ]);

    const deliveries = 'SELECT status FROM webhook_deliveries';
    await eventually(async () => expect(await house.database.query(deliveries)).toEqual([{ status: 'delivered' }]));
    const [got, ...more] = receiver.received.map(({ body }) => WebhookEvent.strict().parse(JSON.parse(body)));
    expect([got?.type, got?.data.job?.id, got?.data.job?.error?.code]).toEqual(['job.failed', job.id, 'internal']);
    expect(more).toEqual([]);
    expect(await house.database.query('SELECT 1 FROM ended_jobs')).toEqual([]);
  });
});
