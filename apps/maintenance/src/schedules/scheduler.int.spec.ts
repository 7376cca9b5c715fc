import { systemUserId } from '@polyspool/database/system-user';
import { eventually } from '@polyspool/service/testing/eventually';
import { type House, openHouse } from '../testing-house.js';

describe('the scheduler', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ HEALTH_CHECK_CRON: '* * * * * *' });
  });
  afterAll(() => house.close());

  const jobs = () => house.jobs.list(systemUserId, { type: 'system.healthCheck', limit: 100 });
  const finishAll = () =>
    house.database.execute(`UPDATE jobs SET status = 'succeeded', finished_at = now() WHERE finished_at IS NULL`);

  it('submits the health check by itself, and the next one once that has ended', async () => {
    const [first] = await eventually(async () => {
      const found = await jobs();
      expect(found).toHaveLength(1);
      return found;
    });
    await finishAll();

    await eventually(async () => expect(await jobs()).toHaveLength(2));
    expect(first).toMatchObject({ priority: 'normal', expiresAt: expect.any(String) });
  });

  it('runs what operators have added, beside a schedule that cannot run, with two replicas', async () => {
    const second = await house.start();
    const every = { cron: '* * * * * *', enabled: true };
    await house.schedules.add({ ...every, name: 'broken', type: 'system.gone', input: {} });
    await house.schedules.add({ ...every, name: 'debug', type: 'system.debug', input: { effect: 'mail' } });

    const found = await eventually(async () => {
      const all = await house.jobs.list(systemUserId, { type: 'system.debug', limit: 100 });
      expect(all).toHaveLength(1);
      return all;
    });

    expect(found).toMatchObject([{ input: { effect: 'mail', waitMs: 0 } }]);
    expect(await house.schedules.find('debug')).toMatchObject({ lastJobId: found[0]!.id });
    await second.close();
  });
});
