import { testStores } from '@polyspool/service/testing/env';
import { DueSchedules } from './due-schedules.js';
import { Schedules } from './schedules.js';
import { ensureSystemUser, systemUserId } from './system-user.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

const hourMs = 3_600_000;
const start = new Date('2027-01-01T00:00:00Z');
const hours = 31 * 24;
/** From the tenth at noon nobody runs for 30 hours. */
const isDown = (hour: number) => hour >= 9 * 24 + 12 && hour < 9 * 24 + 42;

describe('a month of schedules, with three replicas and a day of downtime', () => {
  let records: TestRecords;
  let now = start;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    await ensureSystemUser(records.database);
  });
  afterAll(() => records.close());

  it('fires once a tick, and once for all ticks that nobody took', async () => {
    const schedules = new Schedules(records.database);
    const every = { input: {}, enabled: true, type: 'system.debug' };
    await schedules.add({ ...every, name: 'hourly', cron: '0 * * * *' });
    await schedules.add({ ...every, name: 'nightly', cron: '0 2 * * *' });
    await schedules.add({ ...every, name: 'weekly', cron: '0 4 * * 0' });
    await records.database.execute('UPDATE schedules SET next_run_at = $1', [start]);
    const replicas = Array.from({ length: 3 }, () => new DueSchedules(records.database, records.notices, () => now));

    const fired: Record<string, string[]> = { hourly: [], nightly: [], weekly: [] };
    for (let hour = 0; hour < hours; hour += 1) {
      now = new Date(start.getTime() + hour * hourMs);
      if (isDown(hour)) continue;
      // All have seen the same before any of them takes its turn.
      const seen = await Promise.all(replicas.map((replica) => replica.due()));
      for (const schedule of seen[0]!) {
        const turns = await Promise.all(replicas.map((replica) => replica.run(schedule)));
        const taken = turns.filter((turn) => typeof turn === 'object');
        expect(taken).toHaveLength(1);
        fired[schedule.name]!.push(now.toISOString());
      }
      await records.database.execute(
        `UPDATE jobs SET status = 'succeeded', finished_at = now() WHERE finished_at IS NULL`,
      );
    }

    const jobs = await records.database.query('SELECT 1 FROM jobs WHERE user_id = $1', [systemUserId]);
    expect(fired['hourly']).toHaveLength(hours - 30);
    expect(fired['nightly']!.filter((at) => !at.endsWith('T02:00:00.000Z'))).toEqual([
      '2027-01-01T00:00:00.000Z', // as it was told
      '2027-01-11T18:00:00.000Z', // of the night that was missed
    ]);
    expect(new Set(fired['nightly']).size).toBe(fired['nightly']!.length);
    expect(fired['nightly']).toHaveLength(32);
    expect(
      fired['weekly']!.slice(1).every((at) => at.endsWith('T18:00:00.000Z') || new Date(at).getUTCDay() === 0),
    ).toBe(true);
    expect(jobs).toHaveLength(Object.values(fired).flat().length);
  }, 60_000);
});
