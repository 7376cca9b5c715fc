import { ApiKeys } from '@polyspool/database/api-keys';
import { EventLog } from '@polyspool/database/event-log';
import { eventually } from '@polyspool/service/testing/eventually';
import { v7 } from 'uuid';
import { type ChunkHouse, openChunkHouse } from '../../testing-chunks.js';
import { RoomReview } from '../room-review.js';
import { TestSocket } from './testing-socket.js';

const later = () => ({ runAt: new Date(Date.now() + 3_600_000) });

describe('the WebSocket of one job', () => {
  let house: ChunkHouse;
  const open: TestSocket[] = [];
  const replicas: Awaited<ReturnType<ChunkHouse['startStatus']>>[] = [];
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterEach(async () => {
    for (const { socket } of open.splice(0)) socket.terminate();
    for (const replica of replicas.splice(0)) await replica.close();
  });
  afterAll(() => house.close());

  const follow = (jobId: string, manner: ConstructorParameters<typeof TestSocket>[1] = { key: house.userKey }) => {
    const socket = new TestSocket(`${house.url}/ws/jobs/${jobId}`, manner);
    open.push(socket);
    return socket;
  };
  const status = (jobId: string, more: object) => ({ type: 'status', job_id: jobId, ...more });

  const ended = (jobId: string) =>
    status(jobId, { status: 'completed', progress: 100, current_stage: expect.any(String) });

  it('says the state at once, each change of it, and nothing of parts, until the job is completed (R265-R269, R273)', async () => {
    const openGate = house.closeGate();
    const { id } = await house.submit({});
    await house.firstChunkDone(id);

    const socket = follow(id);
    await eventually(() => expect(socket.texts).not.toHaveLength(0));
    openGate();
    await socket.hears({ status: 'completed' });

    const [first] = socket.messages;
    expect(first).toMatchObject(status(id, { status: 'processing' }));
    expect(first.progress).toBeGreaterThan(0);
    expect(socket.messages.at(-1)).toEqual(ended(id));
    expect(new Set(socket.messages.map(({ job_id }) => job_id))).toEqual(new Set([id]));
    expect(new Set(socket.texts).size).toBe(socket.texts.length);
    const progress = socket.messages.map((message) => message.progress);
    expect(progress).toEqual(progress.toSorted((one: number, other: number) => one - other));
  });

  it('answers ping with pong and refresh with the state, as text and as an object; other words with nothing (R270, R271)', async () => {
    const { id } = await house.submit({}, later());
    const socket = await follow(id).open();
    await eventually(() => expect(socket.texts).toHaveLength(1));

    for (const said of ['what?', '{"type":7}', '{', 'ping', { type: 'ping' }, 'refresh', { type: 'refresh' }]) {
      socket.say(said);
    }

    const queued = status(id, { status: 'queued', progress: 0, current_stage: null });
    await eventually(() => expect(socket.messages).toEqual([queued, 'pong', { type: 'pong' }, queued, queued]));
  });

  it('takes the key as a header, beside the subprotocol and in the address, and tells nobody of it', async () => {
    const { id } = await house.submit({}, later());
    const ways = [
      follow(id),
      follow(id, { protocols: ['bearer', house.userKey] }),
      follow(`${id}?token=${house.userKey}`, {}),
    ];

    for (const socket of ways) await socket.hears(status(id, { status: 'queued' }));

    expect(ways.map(({ socket }) => socket.protocol)).toEqual(['', 'bearer', '']);
  });

  it('closes with 4401 without a good key, 4403 with one for other things, 4404 where there is nothing to see (R268)', async () => {
    await house.people.ensure('Ben', 'user', 'key-of-Ben');
    const uploads = { name: 'uploads', scopes: ['uploads:read' as const], key: 'key-for-uploads' };
    await house.status.get(ApiKeys).add(house.userId, uploads);
    const { id } = await house.submit({}, later());

    await follow(id, {}).closesWith(4401, 'auth.missing');
    await follow(id, { key: 'wrong' }).closesWith(4401, 'auth.invalid');
    await follow(id, { key: 'key-for-uploads' }).closesWith(4403, 'auth.scopeMissing');
    await follow(id, { key: 'key-of-Ben' }).closesWith(4404, 'job.unknown');
    await follow(v7()).closesWith(4404, 'job.unknown');
    await follow('test-job-id').closesWith(4404, 'job.unknown');
  });

  it('closes with 4401 when the key is revoked, and forgets whoever goes (R272)', async () => {
    await house.people.ensure('Eva', 'operator', 'key-of-Eva');
    const { id } = await house.submit({}, later());
    const [stays, goes, loses] = [follow(id), follow(id), follow(id, { key: 'key-of-Eva' })];
    for (const socket of [stays, goes, loses]) await socket.hears({ type: 'status' });

    goes.socket.close();
    await house.database.execute(
      `UPDATE api_keys SET revoked_at = now() FROM users u WHERE u.id = user_id AND u.name = 'Eva'`,
    );
    await eventually(async () => {
      await house.status.get(RoomReview).review();
      expect(loses.closed).toEqual({ code: 4401, reason: 'auth.invalid' });
    });
    const event = { jobId: id, seq: 2, run: 1, type: 'progress', change: { percent: 12.345 } };
    await house.database.transaction((tx) => house.status.get(EventLog).append(tx, [event]));

    await stays.hears(status(id, { progress: 12.35 }));
    expect(goes.texts).toHaveLength(1);
  });

  it('tells clients to connect elsewhere with 1012 when its replica goes', async () => {
    const replica = await house.startStatus();
    const { id } = await house.submit({}, later());
    const socket = new TestSocket(`${await replica.getUrl()}/ws/jobs/${id}`, { key: house.userKey });
    await socket.hears({ type: 'status' });

    await replica.close();

    await socket.closesWith(1012, 'service.unavailable');
  });

  it('says the same on the channel job:{id} of Redis, once for all replicas (R266, R274)', async () => {
    replicas.push(await house.startStatus());
    const heard = await house.redis.overhear('job:*');
    const { id } = await house.submit({});
    await house.ended(id);

    const said = () => heard.filter(({ channel }) => channel === `job:${id}`).map(({ text }) => JSON.parse(text));
    await eventually(() => expect(said().at(-1)).toEqual(ended(id)));
    expect(said().filter((message) => message.status === 'completed')).toHaveLength(1);
  });
});
