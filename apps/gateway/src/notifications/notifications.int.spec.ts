import type { CaughtMail, InAppNotification, NotificationPreferences } from '@polyspool/contracts/notifications';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { addInAppNotification } from '@polyspool/database/in-app-notifications';
import { addressHash, UnsubscribeLinks } from '@polyspool/messengers/mail/unsubscribe-links';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

interface Listed {
  readonly items: InAppNotification[];
  readonly unread: number;
  readonly nextCursor?: string;
}

const json = (body: unknown) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

describe('notifications over HTTP', () => {
  let gateway: TestGateway;
  let catcher: ReturnType<typeof createServer>;
  const asked: string[] = [];
  const mail: CaughtMail = {
    id: '1',
    at: '2026-01-01T00:00:00.000Z',
    from: 'us@example.org',
    to: ['anna@example.org'],
    subject: 'Hello',
    text: 'x',
    html: '<p>x</p>',
    headers: {},
  };
  beforeAll(async () => {
    catcher = createServer((request, answer) => {
      asked.push(request.url!);
      answer.end(JSON.stringify({ items: [mail] }));
    });
    await new Promise<void>((resolve) => catcher.listen(0, '127.0.0.1', resolve));
    gateway = await openGateway({ MAIL_CATCHER_URL: `http://127.0.0.1:${(catcher.address() as AddressInfo).port}` });
  });
  afterAll(async () => {
    await gateway.close();
    catcher.close();
  });

  const tell = (subject: string) =>
    addInAppNotification(gateway.database, { userId: gateway.anna.id, topic: 'announcement', subject, message: 'm' });
  const listed = async (query = '', key = keys.anna) =>
    jsonOf<Listed>(await gateway.ask('GET', `/v1/notifications${query}`, key));

  it('are listed, counted, marked as read and unread again, each for its owner only', async () => {
    for (const subject of ['one', 'two', 'three']) await tell(subject);

    const first = await listed('?limit=2');
    const second = await listed(`?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(['three', 'two', 'one']);
    expect(first.unread).toBe(3);
    expect((await listed('', keys.ben)).items).toEqual([]);

    const [{ id }] = first.items as [InAppNotification];
    const mark = (key: string, body: object) => gateway.ask('PATCH', '/v1/notifications', key, json(body));
    expect((await mark(keys.ben, { isRead: true, ids: [id] })).status).toBe(404);
    expect(await jsonOf(await mark(keys.anna, { isRead: true, ids: [id] }))).toEqual({ unread: 2 });
    expect((await listed('?unread=true')).items.map(({ subject }) => subject)).toEqual(['two', 'one']);
    expect(await jsonOf(await mark(keys.anna, { isRead: true }))).toEqual({ unread: 0 });
    expect(await jsonOf(await mark(keys.anna, { isRead: false, ids: [id] }))).toEqual({ unread: 1 });
  });

  it('come as one wishes', async () => {
    const address = '/v1/me/notification-preferences';
    const wish = {
      email: 'anna@example.org',
      language: 'te',
      timeZone: 'Asia/Kolkata',
      channels: { jobSucceeded: ['email'] },
    };

    const put = await gateway.ask('PUT', address, keys.anna, json(wish));
    const wrong = await gateway.ask('PUT', address, keys.anna, json({ timeZone: 'Mars/Olympus' }));

    expect([put.status, wrong.status]).toEqual([200, 400]);
    const known = await jsonOf<NotificationPreferences>(await gateway.ask('GET', address));
    expect(known).toEqual({ ...wish, emailVerified: false });
    expect(await jsonOf(await gateway.ask('GET', address, keys.ben))).toMatchObject({ language: 'en', channels: {} });
  });

  it('are sent by operators: to some by one job, to many by one of parts, with addresses encrypted', async () => {
    const send = (key: string, count: number) =>
      gateway.ask('POST', '/v1/notifications', key, {
        ...json({
          recipients: Array.from({ length: count }, (_, at) => ({ email: `a${at}@example.org` })),
          subject: 'Hello',
          message: 'There',
        }),
      });

    expect((await send(keys.anna, 1)).status).toBe(403);
    const [few, many] = [await send(keys.operator, 50), await send(keys.operator, 51)];

    expect([few.status, many.status]).toEqual([202, 202]);
    const types = [(await jsonOf<{ type: string }>(few)).type, (await jsonOf<{ type: string }>(many)).type];
    expect(types).toEqual(['notifications.send', 'notifications.sendBulk']);
    const rows = await gateway.database.query(`SELECT input::text FROM jobs WHERE queue = 'notifications'`);
    expect(JSON.stringify(rows)).not.toContain('example.org');
  });

  describe('the link to unsubscribe', () => {
    const pathOf = (url: string) => url.slice(new URL(url).origin.length);
    const links = () => gateway.app.get(UnsubscribeLinks);

    it('asks first, and then leaves the other channels and topics alone', async () => {
      const contacts = gateway.app.get(ContactPreferences);
      const path = pathOf(links().urlOf({ userId: gateway.anna.id, topic: 'announcement' }));

      const page = await fetch(gateway.url + path);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(await page.text()).toContain('<form method="post">');
      expect((await contacts.of(gateway.anna.id)).channels.announcement).toBeUndefined();

      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      const done = await fetch(gateway.url + path, { method: 'POST', body });
      expect(done.status).toBe(200);
      expect((await contacts.of(gateway.anna.id)).channels).toMatchObject({ announcement: ['inApp'] });
    });

    it('works for an address of nobody here, also as a form of parts', async () => {
      const hash = addressHash('eve@example.org');
      const path = pathOf(links().urlOf({ addressHash: hash, topic: 'report' }));
      const body = new FormData();
      body.set('List-Unsubscribe', 'One-Click');

      expect((await fetch(gateway.url + path, { method: 'POST', body })).status).toBe(200);

      const contacts = gateway.app.get(ContactPreferences);
      const eve = [{ email: 'eve@example.org', hash }];
      expect([...(await contacts.unsubscribed(eve, 'report'))]).toEqual([hash]);
      expect([...(await contacts.unsubscribed(eve, 'announcement'))]).toEqual([]);
    });

    it('is refused where it is not ours', async () => {
      const answers = await Promise.all(
        ['GET', 'POST'].map((method) => fetch(`${gateway.url}/v1/unsubscribe?token=e30.x`, { method })),
      );

      expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    });
  });

  it('that a local start has caught are shown to operators', async () => {
    expect((await gateway.ask('GET', '/v1/admin/mails')).status).toBe(403);

    const answer = await gateway.ask('GET', '/v1/admin/mails?to=anna%40example.org', keys.operator);

    expect(await jsonOf(answer)).toEqual({ items: [mail] });
    expect(asked.at(-1)).toBe('/mails?limit=50&to=anna%40example.org');
  });
});
