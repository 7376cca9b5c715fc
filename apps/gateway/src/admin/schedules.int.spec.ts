import type { AuditEntry } from '@polyspool/contracts/audit';
import type { Schedule } from '@polyspool/contracts/schedules';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const at = '/v1/admin/schedules';
const check = { name: 'check', type: 'system.healthCheck', cron: '0 2 * * *' };

describe('schedules over HTTP', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('TRUNCATE schedules'));

  const ask = async (method: 'DELETE' | 'GET' | 'PATCH' | 'POST', url: string, payload?: object, key = keys.admin) => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await gateway.app.inject({ method, url, payload, headers });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  };

  it('are added, found, listed, changed and removed by operators', async () => {
    const added = await ask('POST', at, check, keys.operator);
    const changed = await ask('PATCH', `${at}/check`, { cron: '*/30 * * * * *' });
    const listed = await ask('GET', at);
    const removed = await ask('DELETE', `${at}/check`);

    expect([added.status, added.headers.location, added.body]).toEqual([
      201,
      `${at}/check`,
      { ...check, input: {}, enabled: true, nextRunAt: expect.stringMatching(/T02:00:00.000Z$/) },
    ]);
    expect(changed.body).toMatchObject({ cron: '*/30 * * * * *' });
    expect(listed.body.items.map(({ name }: Schedule) => name)).toEqual(['check']);
    expect([removed.status, (await ask('GET', `${at}/check`)).body.code]).toEqual([200, 'schedule.unknown']);
  });

  it('are written down as changed where something has changed', async () => {
    await ask('POST', at, { ...check, input: {} }, keys.operator);
    const change = (to: object) => ask('PATCH', `${at}/check`, to, keys.operator);
    const noted = async () =>
      (await ask('GET', '/v1/admin/audit?action=schedule.change&subject=check')).body.items.map(
        ({ actorRole, detail }: AuditEntry) => [actorRole, detail],
      );
    const before = await noted();

    const same = await change({ cron: check.cron, input: {}, enabled: true });
    await change({});
    expect([same.status, same.body.cron, await noted()]).toEqual([200, check.cron, before]);

    expect((await change({ cron: check.cron, enabled: false })).body.enabled).toBe(false);
    expect(await noted()).toEqual([['operator', { cron: check.cron, enabled: false }], ...before]);
  });

  it('show what would be removed, and remove nothing', async () => {
    await ask('POST', at, check);

    expect((await ask('DELETE', `${at}/check?dryRun=true`)).body).toMatchObject(check);
    expect((await ask('GET', `${at}/check`)).status).toBe(200);
  });

  it('are looked at before they are kept', async () => {
    const preview = await ask('POST', `${at}/preview`, { cron: '0 2 * * *' });
    const wrong = await ask('POST', `${at}/preview`, { cron: 'soon' });

    expect([preview.status, preview.body.times.length]).toEqual([200, 4]);
    expect(preview.body.times.every((time: string) => time.endsWith('T02:00:00.000Z'))).toBe(true);
    expect([wrong.status, wrong.body.code]).toEqual([422, 'schedule.invalid']);
  });

  it('are none of a user’s business', async () => {
    expect(await ask('GET', at, undefined, keys.anna)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });

  it.each([
    ['a cron expression that is none', { ...check, cron: 'soon' }, [422, 'schedule.invalid', '/cron']],
    ['a kind that is not there', { ...check, type: 'system.dance' }, [400, 'job.unknownType', undefined]],
    ['an input that does not fit', { ...check, input: { hard: true } }, [400, 'input.invalid', '/hard']],
    ['a name that cannot be in an address', { ...check, name: 'a/b' }, [400, 'input.invalid', '/name']],
    [
      'what is sensitive',
      { ...check, type: 'system.debug', input: { note: 'x' } },
      [422, 'schedule.invalid', '/input/note'],
    ],
  ])('refuse %s', async (_name, body, problem) => {
    const answer = await ask('POST', at, body);

    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual(problem);
    expect((await ask('GET', at)).body).toEqual({ items: [] });
  });

  it('refuse a name that is taken, and a change that does not fit', async () => {
    await ask('POST', at, check);

    expect(await ask('POST', at, check)).toMatchObject({ status: 409, body: { code: 'schedule.exists' } });
    expect(await ask('PATCH', `${at}/check`, { cron: '61 * * * *' })).toMatchObject({ status: 422 });
    expect(await ask('PATCH', `${at}/check`, { input: { hard: true } })).toMatchObject({ status: 400 });
    expect((await ask('GET', `${at}/check`)).body).toMatchObject({ cron: check.cron, input: {} });
  });
});
