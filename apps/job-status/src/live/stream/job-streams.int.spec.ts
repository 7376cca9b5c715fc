import type { Job } from '@polyspool/contracts/job-status';
import { ApiKeys } from '@polyspool/database/api-keys';
import { EventLog } from '@polyspool/database/event-log';
import { eventually } from '@polyspool/service/testing/eventually';
import { v7 } from 'uuid';
import { type ChunkHouse, openChunkHouse } from '../../testing-chunks.js';
import { flood } from '../testing-flood.js';
import { JobStreams } from './job-streams.js';
import { TestStream } from './testing-stream.js';

const later = () => ({ runAt: new Date(Date.now() + 3_600_000) });

describe('the event stream of a job', () => {
  let house: ChunkHouse;
  const streams: TestStream[] = [];
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterEach(() => streams.splice(0).forEach((stream) => stream.close()));
  afterAll(() => house.close());

  const follow = (path: string, headers: Record<string, string> = {}, url = house.url) => {
    const key = { authorization: `Bearer ${house.userKey}` };
    const stream = new TestStream(`${url}/v1/jobs/${path}`, { ...key, ...headers });
    streams.push(stream);
    return stream.open();
  };
  const append = (jobId: string, seq: number) =>
    house.database.transaction(async (tx) => {
      await tx.execute('UPDATE jobs SET seq = $2 WHERE id = $1', [jobId, seq]);
      const change = { percent: Math.min(seq, 99) };
      await house.status.get(EventLog).append(tx, [{ jobId, seq, run: 1, type: 'progress', change }]);
    });
  const notify = (jobId: string, before: number) =>
    house.database.query(`SELECT pg_notify('events', $1)`, [`${jobId}:${before}`]);
  const seqsOf = ({ events }: TestStream, jobId: string) =>
    events.flatMap(({ event, data }) => (event === 'event' && data.jobId === jobId ? [data.seq as number] : []));

  it('begins with the snapshot, tells every event, and ends with the job where that is asked for', async () => {
    const { id } = await house.submit({});
    const stream = await follow(`${id}/events?until=end`);
    const { job } = await house.ended(id);

    await eventually(() => expect(stream.hasEnded).toBe(true));

    const [snapshot, ...events] = stream.events;
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    expect(snapshot).toMatchObject({ event: 'snapshot', data: { job: { id } } });
    const begun = (snapshot!.data.job as Job).seq;
    expect(seqsOf(stream, id)).toEqual(Array.from({ length: job.seq - begun }, (_, at) => begun + at + 1));
    expect(events.every(({ id: eventId, data }) => eventId === data.at)).toBe(true);
    const late = await follow(`${id}/events?until=end`);
    await eventually(() => expect(late.hasEnded).toBe(true));
    expect(late.events).toMatchObject([{ event: 'snapshot', data: { job: { status: 'succeeded' } } }]);
  });

  it('goes on after a break with what came after the last id, wherever that is asked for', async () => {
    const { id } = await house.submit({}, later());
    const first = await follow(`${id}/events`);
    await eventually(() => expect(first.events).toHaveLength(1));
    await append(id, 2);
    await notify(id, 1);
    await eventually(() => expect(seqsOf(first, id)).toEqual([2]));
    const lastId = first.events.at(-1)!.id!;
    first.close();
    for (const seq of [3, 4]) await append(id, seq);
    const replica = await house.startStatus();

    const again = await follow(`${id}/events`, { 'last-event-id': lastId }, await replica.getUrl());

    await eventually(() => expect(seqsOf(again, id).slice(-2)).toEqual([3, 4]));
    expect(again.events[0]).toMatchObject({ event: 'snapshot', id: lastId, data: { job: { seq: 4 } } });
    await replica.close();
    await eventually(() => expect(again.hasEnded).toBe(true));
  });

  it('takes the key from the address too, and says by a problem what it does not tell', async () => {
    await house.people.ensure('Ben', 'user', 'key-of-Ben');
    await house.status
      .get(ApiKeys)
      .add(house.userId, { name: 'uploads', scopes: ['uploads:read'], key: 'key-for-uploads' });
    const { id } = await house.submit({}, later());
    const answer = async (path: string, headers: Record<string, string>) => {
      const response = await fetch(`${house.url}/v1/jobs/${path}`, { headers });
      return [response.status, response.ok || ((await response.json()) as { code: string }).code];
    };
    const by = (key: string) => ({ authorization: `Bearer ${key}` });

    expect((await follow(`${id}/events?token=${house.userKey}`)).status).toBe(200);
    expect(await answer(`${id}/events`, {})).toEqual([401, 'auth.missing']);
    expect(await answer(`${id}/events?token=wrong`, {})).toEqual([401, 'auth.invalid']);
    expect(await answer(`${id}/events`, by('key-for-uploads'))).toEqual([403, 'auth.scopeMissing']);
    expect(await answer(`${id}/events`, by('key-of-Ben'))).toEqual([404, 'job.unknown']);
    for (const unknown of [v7(), 'x'])
      expect(await answer(`${unknown}/events`, by(house.userKey))).toEqual([404, 'job.unknown']);
    const bad = { ...by(house.userKey), 'last-event-id': '7' };
    expect(await answer(`${id}/events`, bad)).toEqual([400, 'input.invalid']);
    expect(await answer(`${id}/events?until=noon`, by(house.userKey))).toEqual([400, 'input.invalid']);
  });

  it('shows now and then that it is still there, and drops a reader that does not read', async () => {
    const { id } = await house.submit({}, later());
    const [lazy, eager] = [await follow(`${id}/events`), await follow(`${id}/events`)];
    await eventually(() => expect([lazy.events.length, eager.events.length]).toEqual([1, 1]));
    house.status.get(JobStreams).beat();
    await eventually(() => expect(eager.text).toContain('\n\n: still here\n\n'));
    lazy.response!.pause();
    await flood(house, id, 200);

    await notify(id, 1);
    await follow(`${id}/events`);
    lazy.response!.resume();

    await eventually(() => expect(lazy.hasEnded).toBe(true));
    expect(lazy.events.at(-1)).toMatchObject({ event: 'closed', data: { problem: { code: 'live.tooSlow' } } });
  }, 30_000);
});
