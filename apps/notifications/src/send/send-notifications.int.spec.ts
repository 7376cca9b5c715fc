import {
  type NotificationPreferences,
  notificationJobs,
  NotificationPreferences as Preferences,
} from '@polyspool/contracts/notifications';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import { addressHash } from '@polyspool/messengers/mail/unsubscribe-links';
import { eventually } from '@polyspool/service/testing/eventually';
import { randomUUID } from 'node:crypto';
import { type House, openHouse } from '../testing-house.js';

const { send, sendBulk } = notificationJobs;
const said = { subject: 'నమస్కారం', message: 'First.\n\nSecond <b>line</b>.' };

describe('notifications', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  beforeEach(() => {
    house.smtp.taken.length = 0;
    house.smtp.state.manner = () => 'take';
    house.smtp.state.onTaken = () => undefined;
  });

  const person = async (preferences: Partial<NotificationPreferences> = {}) => {
    const id = await house.addUser();
    await house.tellOf(id, preferences);
    return id;
  };
  const sent = async (input: Record<string, unknown>) => {
    const { output, failure } = await house.ended(send, await house.put(send, { ...said, ...input }));
    if (!output) throw new Error(failure);
    return output;
  };
  const takenBy = (address: string) => house.smtp.taken.filter(({ to }) => to === address);
  const idOf = (raw: string) => /^Message-ID: (.*)$/im.exec(raw)?.[1];

  it('reach a person in their list and by mail, and an address by mail', async () => {
    const userId = await person({ email: 'anna@example.org' });

    const { deliveries, ...counts } = await sent({ recipients: [{ userId }, { email: 'ben@example.org' }] });

    expect(counts).toEqual({ sent: 3, deferred: 0, suppressed: 0, failed: 0 });
    expect(deliveries).toHaveLength(3);
    expect(house.smtp.taken.map(({ to }) => to).sort()).toEqual(['anna@example.org', 'ben@example.org']);
    expect(await house.lists.list(userId, { limit: 10 })).toMatchObject([
      { subject: said.subject, message: 'First.\nSecond <b>line</b>.', topic: 'announcement', readAt: undefined },
    ]);
    expect(await house.lists.unread(userId)).toBe(1);
    const { text } = await house.metrics.scrape();
    expect(text).toMatch(/^notification_deliveries_total\{channel="email",outcome="sent"\} 2$/m);
    expect(text).toMatch(/^notification_deliveries_total\{channel="webhook",outcome="failed"\} 0$/m);
  });

  it('say why somebody is not reached', async () => {
    const unwilling = await person({ email: 'carl@example.org', channels: { announcement: ['inApp'] } });
    const without = await person();
    const unknown = randomUUID();
    await house.contacts.unsubscribeAddress(addressHash('Dora@example.org'), 'announcement');

    const { deliveries } = await sent({
      recipients: [
        { userId: unwilling },
        { userId: without },
        { userId: unknown },
        { email: 'dora@example.org' },
        { phone: '+34600111222' },
      ],
      channels: ['email', 'sms'],
    });

    expect(
      deliveries.map(({ recipient, channel, status, reason }) => [recipient, channel, status, reason]).sort(),
    ).toEqual(
      [
        [unwilling, 'email', 'suppressed', 'unwanted'],
        [unwilling, 'sms', 'suppressed', 'unwanted'],
        [without, 'email', 'suppressed', 'noAddress'],
        [without, 'sms', 'suppressed', 'noAddress'],
        [unknown, 'inApp', 'suppressed', 'unknownUser'],
        ['dora@example.org', 'email', 'suppressed', 'unwanted'],
        // No provider is set up: it is only in the log.
        ['+34600111222', 'sms', 'suppressed', 'loggedOnly'],
      ].sort(),
    );
    expect(house.smtp.taken).toEqual([]);
  });

  it('go to no address that somebody has only entered, and not around what somebody has switched off', async () => {
    const userId = await house.addUser();
    await house.contacts.set(userId, Preferences.parse({ email: 'victim@example.org' }));
    await person({ email: 'Hanna@example.org', channels: { announcement: ['inApp'] } });

    const { deliveries } = await sent({ recipients: [{ userId }, { email: 'hanna@example.org' }] });
    await house.contacts.confirmEmail(userId, 'VICTIM@example.org');
    const after = await sent({ recipients: [{ userId }] });

    expect(deliveries).toEqual(
      expect.arrayContaining([
        { recipient: userId, channel: 'email', status: 'suppressed', reason: 'unconfirmed' },
        { recipient: 'hanna@example.org', channel: 'email', status: 'suppressed', reason: 'unwanted' },
      ]),
    );
    expect(after).toMatchObject({ sent: 2 });
    expect(house.smtp.taken.map(({ to }) => to)).toEqual(['victim@example.org']);
  });

  it('reach the others where one address is refused for good', async () => {
    house.smtp.state.manner = (to) => (to.startsWith('bad') ? 'refuse' : 'take');

    const output = await sent({ recipients: [{ email: 'bad@example.org' }, { email: 'good@example.org' }] });

    expect(output).toMatchObject({ sent: 1, failed: 1 });
    expect(output.deliveries.find(({ status }) => status === 'failed')?.reason).toBe('message.refused');
  });

  it('are tried again where the mail server says later, without those who have theirs', async () => {
    const input = { ...said, recipients: [{ email: 'now@example.org' }, { email: 'later@example.org' }] };
    house.smtp.state.manner = (to) => (to.startsWith('later') ? 'later' : 'take');
    const id = await house.put(send, input);
    await eventually(() => expect(takenBy('now@example.org')).toHaveLength(1));

    house.smtp.state.manner = () => 'take';
    await house.put(send, input, id, 2);

    expect((await house.ended(send, id, 2)).output).toMatchObject({ sent: 2, failed: 0 });
    expect(house.smtp.taken.map(({ to }) => to)).toEqual(['now@example.org', 'later@example.org']);
  });

  it('wait for the next attempt where the mail server refuses one after the other', async () => {
    const asked = new Set<string>();
    house.smtp.state.manner = (to) => {
      asked.add(to);
      return 'later';
    };
    const recipients = Array.from({ length: 40 }, (_, at) => ({ email: `away${at}@example.org` }));

    const id = await house.put(send, { ...said, recipients });
    await eventually(async () =>
      expect(await house.redis.delayOf('notifications', bullIdOf(id, 1))).toBeGreaterThan(0),
    );

    expect(asked.size).toBeLessThan(15);
  });

  it('reach nobody twice when their job runs again', async () => {
    const userId = await person({ email: 'eva@example.org' });
    const input = { ...said, recipients: [{ userId }] };
    const id = await house.put(send, input);
    await house.ended(send, id);

    await house.put(send, input, id, 2);
    const again = await house.ended(send, id, 2);

    expect(again.output).toMatchObject({ sent: 2 });
    expect(takenBy('eva@example.org')).toHaveLength(1);
    expect(await house.lists.unread(userId)).toBe(1);
  });

  it('go out once more where nobody knows whether they were taken, under the same name, and no third time', async () => {
    const input = { ...said, recipients: [{ email: 'fritz@example.org' }] };
    // As a process that dies between the server's word and the commit: the ledger knows nothing of it.
    house.smtp.state.onTaken = () =>
      void house.database.execute(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
    house.smtp.state.manner = () => 'silent';
    const id = await house.put(send, input);
    await eventually(() => expect(takenBy('fritz@example.org')).toHaveLength(1));

    await house.put(send, input, id, 2);
    await eventually(() => expect(takenBy('fritz@example.org')).toHaveLength(2));
    await house.put(send, input, id, 3);
    const third = await house.ended(send, id, 3);

    expect(third.output).toMatchObject({ failed: 1, deliveries: [{ reason: 'outcomeUnknown' }] });
    expect(new Set(takenBy('fritz@example.org').map(({ raw }) => idOf(raw))).size).toBe(1);
    expect(takenBy('fritz@example.org')).toHaveLength(2);
  });

  it('wait for the end of quiet hours as jobs of their own, but for what is about safety', async () => {
    const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
    const userId = await person({ email: 'gina@example.org', quietHours: { from: clock(-1), to: clock(2) } });

    const { deliveries } = await sent({ recipients: [{ userId }] });
    const urgent = await sent({ recipients: [{ userId }], topic: 'security', channels: ['email'] });

    expect(deliveries.map(({ channel, status }) => [channel, status])).toEqual([
      ['inApp', 'sent'],
      ['email', 'deferred'],
    ]);
    expect(urgent).toMatchObject({ sent: 1, deferred: 0 });
    expect(takenBy('gina@example.org')).toHaveLength(1);
    const waiting = await house.database.query<{ runAt: Date; status: string }>(
      `SELECT run_at AS "runAt", status FROM jobs WHERE type = 'notifications.send'`,
    );
    expect(waiting).toMatchObject([{ status: 'scheduled' }]);
    expect(waiting[0]!.runAt.toISOString().slice(11, 16)).toBe(clock(2));
  });

  it('of quiet hours are not lost where the queue takes no new jobs: they are tried again', async () => {
    const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
    const userId = await person({ email: 'ida@example.org', quietHours: { from: clock(-1), to: clock(2) } });
    await house.database.execute(
      `INSERT INTO queue_controls (queue, state) VALUES ('notifications', 'draining')
       ON CONFLICT (queue) DO UPDATE SET state = 'draining'`,
    );
    const id = await house.put(send, { ...said, recipients: [{ userId }] });
    await eventually(async () =>
      expect(await house.redis.delayOf('notifications', bullIdOf(id, 1))).toBeGreaterThan(0),
    );

    await house.database.execute(`DELETE FROM queue_controls WHERE queue = 'notifications'`);
    await house.put(send, { ...said, recipients: [{ userId }] }, id, 2);

    expect((await house.ended(send, id, 2)).output).toMatchObject({ sent: 1, deferred: 1 });
  });

  it('to many are counted, each named once', async () => {
    const recipients = Array.from({ length: 120 }, (_, at) => ({ email: `many${at}@example.org` }));
    const id = await house.put(sendBulk, {
      ...said,
      recipients: [...recipients, recipients[0]!, { email: 'MANY1@example.org' }],
    });

    const { output } = await house.ended(sendBulk, id);

    expect(output).toEqual({ sent: 120, deferred: 0, suppressed: 0, failed: 0 });
    expect(new Set(house.smtp.taken.map(({ to }) => to.toLowerCase())).size).toBe(120);
    expect(house.smtp.taken).toHaveLength(120);
  });
});
