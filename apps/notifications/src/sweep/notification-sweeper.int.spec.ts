import { addInAppNotification } from '@polyspool/database/in-app-notifications';
import { ensureSystemUser, systemUserId } from '@polyspool/database/system-user';
import { newJobId } from '@polyspool/jobs/job-ids';
import { type House, openHouse } from '../testing-house.js';
import { NotificationSweeper } from './notification-sweeper.js';

describe('the sweeper of notifications', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('removes what is old, and nothing of what people still have to read', async () => {
    const userId = await house.addUser();
    await ensureSystemUser(house.database);
    for (const subject of ['read', 'unread', 'ancient', 'new']) {
      await addInAppNotification(house.database, { userId, topic: 'report', subject, message: 'm' });
    }
    const age = (subject: string, set: string) =>
      house.database.execute(`UPDATE notifications SET ${set} WHERE subject = $1`, [subject]);
    await age('read', `read_at = now() - interval '31 days', created_at = now() - interval '40 days'`);
    await age('unread', `created_at = now() - interval '40 days'`);
    await age('ancient', `created_at = now() - interval '200 days'`);
    const own = [userId, systemUserId].map((owner) =>
      house.jobs.accept(
        { id: newJobId(), userId: owner, type: 'notifications.send', queue: 'notifications', input: {} },
        100,
      ),
    );
    const [ofPerson] = await Promise.all(own);
    await house.database.execute(`UPDATE jobs SET finished_at = now() - interval '2 days'`);

    await house.app.get(NotificationSweeper).sweep();

    expect((await house.lists.list(userId, { limit: 10 })).map(({ subject }) => subject)).toEqual(['new', 'unread']);
    expect(await house.database.query('SELECT id FROM jobs')).toEqual([{ id: ofPerson!.id }]);
  });

  it('removes what has been done for jobs that are gone, and leaves what a job may still find done', async () => {
    const userId = await house.addUser();
    const { id } = await house.jobs.accept(
      { id: newJobId(), userId, type: 'notifications.send', queue: 'notifications', input: {} },
      100,
    );
    const gone = newJobId();
    const add = (key: string, jobId: string | null, days: number) => [
      house.database.execute(
        `INSERT INTO effects (key, kind, job_id, done_at) VALUES ($1, 'email', $2, now() - make_interval(days => $3))`,
        [key, jobId, days],
      ),
      house.database.execute(
        `INSERT INTO delivery_tries (key, job_id, at) VALUES ($1, $2, now() - make_interval(days => $3))`,
        [key, jobId ?? id, days],
      ),
    ];
    await Promise.all([
      ...add('gone long ago', gone, 91),
      ...add('gone', gone, 89),
      ...add('there', id, 91),
      ...add('no job', null, 91),
    ]);

    await house.database.execute(
      `INSERT INTO webhooks (id, user_id, url, events, secret) VALUES ($1, $2, 'https://example.org', '[]', 'sealed')`,
      [gone, userId],
    );
    await house.database.execute(
      `INSERT INTO webhook_deliveries (id, webhook_id, event, body, status, created_at)
       SELECT gen_random_uuid(), $1, 'webhook.test', '{}', status, now() - interval '31 days'
       FROM unnest(ARRAY['delivered', 'pending']) status`,
      [gone],
    );

    await house.app.get(NotificationSweeper).sweep();

    const left = await house.database.query('SELECT status FROM webhook_deliveries');
    expect(left).toEqual([{ status: 'pending' }]);
    for (const table of ['effects', 'delivery_tries']) {
      const rows = await house.database.query<{ key: string }>(`SELECT key FROM ${table} ORDER BY key`);
      expect(rows.map(({ key }) => key)).toEqual(['gone', 'no job', 'there']);
    }
  });
});
