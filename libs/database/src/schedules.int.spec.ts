import { testStores } from '@polyspool/service/testing/env';
import { DueSchedules } from './due-schedules.js';
import { removeOldChecks } from './old-checks.js';
import { Schedules } from './schedules.js';
import { ensureSystemUser, systemUserId } from './system-user.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';

const check = { name: 'check', type: 'system.healthCheck', input: {}, cron: '0 2 * * *', enabled: true };

describe('schedules', () => {
  let records: TestRecords;
  let schedules: Schedules;
  let due: DueSchedules;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    schedules = new Schedules(records.database);
    due = new DueSchedules(records.database, records.notices);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    await records.database.execute('TRUNCATE schedules');
    await ensureSystemUser(records.database);
  });

  const letPass = (days: number) =>
    records.database.execute(`UPDATE schedules SET next_run_at = next_run_at - $1 * interval '1 day'`, [days]);
  const runAll = async () => Promise.all((await due.due()).map((one) => due.run(one)));
  const ids = async () =>
    (await records.database.query<{ id: string }>('SELECT id FROM jobs ORDER BY id')).map(({ id }) => id);
  const end = async (id: string) => {
    await records.database.execute('DELETE FROM outbox WHERE job_id = $1', [id]);
    await setJob(records.database, id, { status: 'succeeded', finished_at: new Date() });
  };

  it('are not due before their time', async () => {
    await schedules.add(check);

    expect(await due.due()).toEqual([]);
    expect(await due.nextInMs()).toBeLessThanOrEqual(86_400_000);
  });

  it('submit a job of the system that expires with the next turn', async () => {
    await schedules.add(check);
    await letPass(1);

    const [turn] = await runAll();

    const { nextRunAt, lastJobId, lastRunAt } = await schedules.find('check');
    expect(turn).toEqual({ jobId: lastJobId, queue: 'system' });
    expect(await records.jobs.find(lastJobId!, systemUserId)).toMatchObject({ status: 'queued', expiresAt: nextRunAt });
    expect([Date.parse(nextRunAt!) > Date.now(), lastRunAt !== undefined]).toEqual([true, true]);
    expect(await due.due()).toEqual([]);
  });

  it('make one turn of all that were missed', async () => {
    await schedules.add(check);
    await letPass(30);

    await runAll();

    expect([await ids(), await due.due()]).toEqual([[expect.any(String)], []]);
  });

  it('are taken once by several that see the same turn', async () => {
    await schedules.add(check);
    await letPass(1);
    const [turn] = await due.due();

    const taken = await Promise.all(Array.from({ length: 8 }, () => due.run(turn!)));

    expect(taken.filter((one) => one === 'overtaken')).toHaveLength(7);
    expect(await ids()).toHaveLength(1);
  });

  it('leave out a turn while the job of the last one is open', async () => {
    await schedules.add(check);
    await letPass(1);
    await runAll();
    await letPass(1);
    expect(await runAll()).toEqual(['stillOpen']);

    const [first] = await ids();
    await end(first!);
    await letPass(1);
    await runAll();

    expect(await ids()).toEqual([first, expect.any(String)]);
  });

  it('move on from what the catalogue does not know', async () => {
    await schedules.ensure({ ...check, type: 'system.gone' });
    await letPass(1);

    await expect(runAll()).rejects.toMatchObject({ code: 'job.unknownType' });
    expect([await due.due(), await ids()]).toEqual([[], []]);
  });

  it('are edited, and what is edited while it is due is not run as it was', async () => {
    await schedules.add(check);
    await letPass(1);
    const [before] = await due.due();

    const changed = await schedules.change('check', { cron: '0 3 * * *' });

    expect(changed).toMatchObject({ cron: '0 3 * * *', nextRunAt: expect.stringMatching(/T03:00:00.000Z$/) });
    expect(await due.run(before!)).toBe('overtaken');
    expect(await schedules.change('check', { enabled: false })).not.toHaveProperty('nextRunAt', expect.any(String));
    await letPass(5);
    expect(await due.due()).toEqual([]);
    expect(Date.parse((await schedules.change('check', { enabled: true })).nextRunAt!)).toBeGreaterThan(Date.now());
  });

  it('are told apart by name, and stay as operators made them', async () => {
    await schedules.add(check);
    await expect(schedules.add(check)).rejects.toMatchObject({ code: 'schedule.exists' });
    await schedules.change('check', { enabled: false });
    await schedules.ensure(check);

    expect((await schedules.list()).map(({ name, enabled }) => [name, enabled])).toEqual([['check', false]]);
    await schedules.remove('check');
    await expect(schedules.find('check')).rejects.toMatchObject({ code: 'schedule.unknown' });
  });

  it('do not let their checks pile up, but for what has failed and was not looked at', async () => {
    const old = { status: 'succeeded', finished_at: new Date(Date.now() - 25 * 3_600_000) };
    const accept = (userId = systemUserId) => records.accept(userId, { type: check.type, queue: 'system' });
    const [gone, young, dead, other] = [
      await accept(),
      await accept(),
      await accept(),
      await accept(await records.addUser()),
    ];
    for (const { id } of [gone, dead, other]) await setJob(records.database, id, old);
    await setJob(records.database, young.id, { status: 'succeeded', finished_at: new Date() });
    await records.database.execute(`INSERT INTO dead_letters (job_id, fingerprint, died_at) VALUES ($1, 'x', now())`, [
      dead.id,
    ]);

    expect(await removeOldChecks(records.database, check.type)).toBe(1);

    const told = await records.database.query<{ id: string }>('SELECT DISTINCT job_id AS id FROM events ORDER BY 1');
    expect(await ids()).toEqual([young.id, dead.id, other.id]);
    expect(told.map(({ id }) => id)).toEqual([young.id, dead.id, other.id]);
  });
});
