import type { NotificationPreferences } from '@polyspool/contracts/notifications';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { ConfirmationLinks } from '@polyspool/messengers/mail/confirmation-links';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const address = '/v1/me/notification-preferences';

describe('an address in preferences', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('TRUNCATE address_checks, notification_preferences'));

  const put = (body: object, path = address, key = keys.anna) =>
    gateway.ask('PUT', path, key, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  const shown = async () => jsonOf<NotificationPreferences>(await gateway.ask('GET', address));
  const checks = async () => (await gateway.database.query('SELECT id FROM address_checks')).length;
  const linkOf = (email: string, now?: number) => {
    const url = new URL(gateway.app.get(ConfirmationLinks).urlOf({ userId: gateway.anna.id, email }, now));
    return gateway.url + url.pathname + url.search;
  };

  it('counts when the question behind its link was answered, whatever its owner claims', async () => {
    await put({ email: 'anna@example.org', emailVerified: true });
    expect(await shown()).toMatchObject({ emailVerified: false });

    const page = await fetch(linkOf('anna@example.org'));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await shown()).toMatchObject({ emailVerified: false });

    expect((await fetch(linkOf('anna@example.org'), { method: 'POST' })).status).toBe(200);
    expect(await shown()).toMatchObject({ emailVerified: true });
    // Other wishes change nothing of it, another address does.
    await put({ email: 'Anna@example.org', language: 'te' });
    expect(await shown()).toMatchObject({ emailVerified: true, language: 'te' });
    await put({ email: 'victim@example.org' });
    expect(await shown()).toMatchObject({ emailVerified: false });
  });

  it('is confirmed by no link for another address, another person, another time', async () => {
    await put({ email: 'victim@example.org' });
    const stale = linkOf('victim@example.org', Date.now() - 25 * 3_600_000);
    const links = [linkOf('anna@example.org'), stale, `${gateway.url}/v1/confirm-email?token=e30.x`];

    const answers = await Promise.all(
      links.flatMap((link) => ['GET', 'POST'].map((method) => fetch(link, { method }))),
    );

    expect(answers.map(({ status }) => status)).toEqual([410, 410, 410, 410, 410, 410]);
    expect(await shown()).toMatchObject({ emailVerified: false });
  });

  it('is asked for when it is new, and at most three times an hour', async () => {
    const again = () => gateway.ask('POST', `${address}/confirm-email`);
    expect((await again()).status).toBe(409);
    expect(await jsonOf(await put({ email: 'anna@example.org' }))).toMatchObject({ confirmationMail: 'onItsWay' });
    await put({ email: 'ANNA@example.org', language: 'es' });
    expect(await checks()).toBe(1);

    const statuses = [(await again()).status, (await again()).status, (await again()).status];
    const saved = await put({ email: 'other@example.org' });

    expect(await jsonOf(saved)).toMatchObject({ email: 'other@example.org', confirmationMail: 'notNow' });
    expect(statuses).toEqual([202, 202, 429]);
    expect(await shown()).toMatchObject({ email: 'other@example.org' });
    expect(await checks()).toBe(3);
    await gateway.app.get(ContactPreferences).confirmEmail(gateway.anna.id, 'other@example.org');
    expect((await again()).status).toBe(409);
  });

  it('of a phone is set by operators, and removed by its owner', async () => {
    const phone = '+34600111222';
    const path = `/v1/admin/users/${gateway.anna.id}/phone`;
    const refused = await put({ phone });
    expect([refused.status, await jsonOf(refused)]).toEqual([
      422,
      expect.objectContaining({ code: 'phone.setByOperators' }),
    ]);
    expect((await put({ phone }, path)).status).toBe(403);

    expect((await put({ phone }, path, keys.operator)).status).toBe(204);
    expect((await put({ phone, language: 'es' })).status).toBe(200);
    expect(await shown()).toMatchObject({ phone, language: 'es' });
    await put({ language: 'te' });
    expect(await shown()).toMatchObject({ phone, language: 'te' }); // not named, so not changed
    await put({ phone: null });
    expect(await shown()).not.toHaveProperty('phone');
    const nobody = path.replace(gateway.anna.id, '0190a5f4-7d2c-7000-8000-000000000000');
    expect((await put({ phone }, nobody, keys.operator)).status).toBe(404);
    const noted = await gateway.database.query(`SELECT detail FROM audit_entries WHERE action = 'person.phone'`);
    expect(noted).toEqual([{ detail: { isSet: true } }]);
  });
});
