import { systemUserId } from '@polyspool/database/system-user';
import { newJobId } from '@polyspool/jobs/job-ids';
import { type House, openHouse } from '../testing-house.js';
import { Sweeper } from './sweeper.js';

describe('the sweeper', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('removes health checks and keys whose time is over, and nothing else', async () => {
    const submit = (type: string, key: string) =>
      house.jobs.accept({ id: newJobId(), userId: systemUserId, type, queue: 'system', input: {} }, 1_000, {
        key,
        hash: 'body',
      });
    const [check, other] = [await submit('system.healthCheck', 'a'), await submit('system.debug', 'b')];
    await house.database.execute(`UPDATE jobs SET finished_at = now() - interval '25 hours'`);
    await house.database.execute(
      `UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE job_id = $1`,
      [check.id],
    );

    await house.app.get(Sweeper).sweep();

    expect(await house.database.query('SELECT id FROM jobs')).toEqual([{ id: other.id }]);
    expect(await house.database.query('SELECT key FROM idempotency_keys')).toEqual([{ key: 'b' }]);
  });
});
