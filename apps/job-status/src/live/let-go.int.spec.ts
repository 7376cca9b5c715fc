import { EventLog } from '@polyspool/database/event-log';
import { ProjectMembers } from '@polyspool/database/project-members';
import { Projects } from '@polyspool/database/projects';
import { eventually } from '@polyspool/service/testing/eventually';
import { type House, openHouse } from '../testing-house.js';
import { RoomReview } from './room-review.js';
import { Watcher } from './testing-watcher.js';

describe('somebody who may not hear of it any more', () => {
  let house: House;
  const watchers: Watcher[] = [];
  beforeAll(async () => {
    house = await openHouse({});
  });
  afterAll(async () => {
    for (const { socket } of watchers) socket.disconnect();
    await house.close();
  });

  const watch = async (token: string, wanted: object) => {
    const watcher = new Watcher(house.url, { token });
    watchers.push(watcher);
    expect(await watcher.ask('subscribe', wanted)).toEqual({ ok: true });
    return watcher;
  };
  const append = (jobId: string, seq: number) =>
    house.database.transaction((tx) =>
      house.status.get(EventLog).append(tx, [{ jobId, seq, run: 1, type: 'progress', change: { percent: seq } }]),
    );

  it('hears no more of the jobs of a project that has let them go, and is told so; its owner and its members hear on', async () => {
    const members = new ProjectMembers(house.database);
    const { id: projectId } = await new Projects(house.database).add(house.userId, { name: 'Whales', settings: {} });
    for (const name of ['Ben', 'Carla']) {
      const { id } = await house.people.ensure(name, 'user', `key of ${name}`);
      await members.put(projectId, id, 'viewer');
    }
    const { id: ben } = await house.people.ensure('Ben', 'user', 'key of Ben');
    const { id: jobId } = await house.submit({}, { projectId, runAt: new Date(Date.now() + 3_600_000) });
    const [anna, his, hers] = [
      await watch(house.userKey, { jobId }),
      await watch('key of Ben', { jobId }),
      await watch('key of Carla', { jobId }),
    ];
    await house.status.get(RoomReview).review();
    await append(jobId, 2);
    await eventually(() => expect([anna, his, hers].map(({ jobs }) => jobs.get(jobId)?.seq)).toEqual([2, 2, 2]));

    await members.remove(projectId, ben);
    await house.status.get(RoomReview).review();
    await append(jobId, 3);

    await eventually(() => expect([anna, hers].map(({ jobs }) => jobs.get(jobId)?.seq)).toEqual([3, 3]));
    await eventually(() => expect(his.closed).toEqual([jobId]));
    expect([anna.closed, hers.closed, his.jobs.get(jobId)?.seq]).toEqual([[], [], 2]);
    expect((await his.ask('subscribe', { jobId })).problem?.code).toBe('job.unknown');
  });

  it('hears no more of everything, nor of the jobs of others, who is no operator any more; and of nothing with a revoked key', async () => {
    const { id: olga } = await house.people.ensure('Olga', 'operator', 'key of Olga');
    await house.people.ensure('Omar', 'operator', 'key of Omar');
    const { id: jobId } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    const everything = { everything: true };
    const [one, all] = [await watch('key of Olga', { jobId }), await watch('key of Olga', everything)];
    const [omar, anna] = [await watch('key of Omar', everything), await watch(house.userKey, { jobId })];

    await house.database.execute(`UPDATE users SET role = 'user' WHERE id = $1`, [olga]);
    await house.database.execute(
      `UPDATE api_keys SET revoked_at = now() FROM users u WHERE u.id = user_id AND u.name = 'Omar'`,
    );

    // A key that was good is trusted for a moment.
    await eventually(async () => {
      await house.status.get(RoomReview).review();
      expect([one.closed, all.closed, omar.closed]).toEqual([[jobId], ['auth.forbidden'], ['auth.invalid']]);
    });
    await append(jobId, 2);
    await eventually(() => expect(anna.jobs.get(jobId)?.seq).toBe(2));
    expect([one, all, omar, anna].map(({ socket }) => socket.connected)).toEqual([true, true, false, true]);
    expect([one, all, omar].map(({ jobs }) => jobs.get(jobId)?.seq)).toEqual([1, undefined, undefined]);
  });
});
