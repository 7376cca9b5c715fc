import { eventually } from '@polyspool/service/testing/eventually';
import { type ChunkHouse, openChunkHouse } from './testing-chunks.js';

describe('the end of a job before its time', () => {
  let house: ChunkHouse;
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterAll(() => house.close());
  beforeEach(() => {
    house.openGate();
    house.control.isBroken = true;
  });

  it('cancels a running tree: everything ends, and a second cancel says so', async () => {
    house.closeGate();
    const { id } = await house.submit({});
    await house.firstChunkDone(id);

    expect((await house.jobs.cancel(id, house.userId)).status).toBe('cancelling');

    const { job, children } = await house.ended(id);
    expect(job).toMatchObject({ status: 'cancelled', error: undefined });
    await eventually(async () => {
      const states = (await house.now(id)).children.map((child) => child.status);
      expect(states).toEqual(['succeeded', 'cancelled', 'cancelled']);
    });
    expect(children).toHaveLength(3);
    await expect(house.jobs.cancel(id, house.userId)).rejects.toMatchObject({ code: 'job.alreadyFinished' });
  });

  it('cancels children that still wait for a worker, known or not, and none of them begins', async () => {
    const open = house.closeGate();
    const { id } = await house.submit({ language: 'zz' });
    await house.firstChunkDone(id);
    await eventually(async () => expect((await house.now(id)).children).toHaveLength(12));
    const begun = async () => (await house.now(id)).children.filter(({ startedAt }) => startedAt).length;
    await eventually(async () => expect(await begun()).toBe(1 + 4));

    await house.jobs.cancel(id, house.userId);

    expect((await house.ended(id)).job.status).toBe('cancelled');
    const states = await eventually(async () => {
      const all = (await house.now(id)).children.map((child) => child.status);
      expect(all.filter((state) => state === 'cancelled')).toHaveLength(11);
      return all;
    });
    expect(await begun()).toBe(1 + 4);
    open();
    const after = await house.submit({});
    await house.ended(after.id);
    expect((await house.now(id)).children.map((child) => child.status)).toEqual(states);
  });

  it('resumes what was just cancelled, and the cancel does not reach the next run', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    await house.jobs.cancel(id, house.userId);

    await house.runs.again(id, house.userId, 200);

    expect((await house.ended(id)).job).toMatchObject({ status: 'succeeded', run: 2 });
  });

  it('does not cancel a part of a job alone', async () => {
    const open = house.closeGate();
    const { id } = await house.submit({});
    await house.firstChunkDone(id);

    const [, part] = (await house.now(id)).children;
    await expect(house.jobs.cancel(part!.id, house.userId)).rejects.toMatchObject({ code: 'job.isPart' });

    open();
    expect((await house.ended(id)).job.status).toBe('succeeded');
  });

  it('cancels at once what has not been started', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    expect((await house.now(id)).job.status).toBe('scheduled');

    expect((await house.jobs.cancel(id, house.userId)).status).toBe('cancelled');
  });

  it('ends a job as expired when nobody could start it in time', async () => {
    const soon = new Date(Date.now() + 100);

    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000), expiresAt: soon });

    await house.becomes(id, 'expired');
    expect((await house.now(id)).job.error?.code).toBe('job.expired');
  });

  it('expires a job that has been put into Redis but found no free worker', async () => {
    const open = house.closeGate();
    const busy = await house.submit({ language: 'zz' });
    await eventually(async () => {
      const running = (await house.now(busy.id)).children.filter((child) => child.status === 'running');
      expect(running).toHaveLength(4);
    });

    const { id } = await house.submit({}, { expiresAt: new Date(Date.now() + 300) });

    await house.becomes(id, 'expired');
    open();
    expect((await house.ended(busy.id)).job.status).toBe('succeeded');
    expect((await house.now(id)).job).toMatchObject({ status: 'expired', attempts: 0 });
  });
});
