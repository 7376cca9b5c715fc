import { applyJobEvent } from '@polyspool/contracts/apply-job-event';
import type { Job, JobEvent } from '@polyspool/contracts/job-status';
import { LiveMessage } from '@polyspool/contracts/live';
import { EventLog } from '@polyspool/database/event-log';
import { ProjectMembers } from '@polyspool/database/project-members';
import { Projects } from '@polyspool/database/projects';
import { eventually } from '@polyspool/service/testing/eventually';
import { v7 } from 'uuid';
import { type ChunkHouse, openChunkHouse } from '../../testing-chunks.js';
import { RoomReview } from '../room-review.js';
import { flood } from '../testing-flood.js';
import { TestSocket } from './testing-socket.js';

const later = () => ({ runAt: new Date(Date.now() + 3_600_000) });

describe('the WebSocket of many jobs', () => {
  let house: ChunkHouse;
  const open: TestSocket[] = [];
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.terminate();
  });
  afterAll(() => house.close());

  const connect = (key: string = house.userKey) => {
    const socket = new TestSocket(`${house.url}/v1/ws`, { key });
    open.push(socket);
    return socket.open();
  };
  const ask = async (socket: TestSocket, request: object) => {
    const ref = v7();
    socket.say({ ref, ...request });
    return eventually(() => {
      const answer = socket.messages.find((message) => message.ref === ref);
      expect(answer).toBeDefined();
      return answer;
    });
  };
  const subscribe = (socket: TestSocket, wanted: object) => ask(socket, { type: 'subscribe', ...wanted });
  const eventsOf = (socket: TestSocket, jobId: string): JobEvent[] =>
    socket.ofType('event').flatMap(({ event }) => (event.jobId === jobId ? [event] : []));
  const seqsOf = (socket: TestSocket, jobId: string) => eventsOf(socket, jobId).map(({ seq }) => seq);
  const append = (jobId: string, seq: number) =>
    house.database.transaction(async (tx) => {
      await tx.execute('UPDATE jobs SET seq = $2 WHERE id = $1', [jobId, seq]);
      const event = { jobId, seq, run: 1, type: 'progress', change: { percent: Math.min(seq, 99) } };
      await house.status.get(EventLog).append(tx, [event]);
    });
  const notify = (jobId: string, before: number) =>
    house.database.query(`SELECT pg_notify('events', $1)`, [`${jobId}:${before}`]);

  it('tells of several jobs and their children, each with its snapshot first, in messages of the contract', async () => {
    const jobs = [await house.submit({}), await house.submit({})];
    const socket = await connect();

    for (const { id } of jobs)
      expect(await subscribe(socket, { jobId: id })).toMatchObject({ type: 'subscribed', complete: true });
    const ended = await Promise.all(jobs.map(({ id }) => house.ended(id)));

    for (const { job, children } of ended) {
      await eventually(() => {
        const { snapshot } = socket.messages.find(({ snapshot: one }) => one?.job.id === job.id);
        for (const wanted of [job, ...children]) {
          const begun = [snapshot.job, ...snapshot.children].find(({ id }: Job) => id === wanted.id);
          const told = eventsOf(socket, wanted.id).reduce<Job | undefined>(applyJobEvent, begun);
          expect(told).toMatchObject({ status: 'succeeded', seq: wanted.seq, percent: 100 });
        }
      });
    }
    expect(socket.messages.map((message) => LiveMessage.safeParse(message).error)).toEqual(
      socket.messages.map(() => undefined),
    );
  });

  it('refuses what it does not understand or may not tell, and goes on', async () => {
    await house.people.ensure('Ben', 'user', 'key-of-Ben');
    const { id } = await house.submit({}, later());
    const ben = await connect('key-of-Ben');
    const codeOf = async (request: object) => (await ask(ben, request)).problem?.code;

    expect(await codeOf({ type: 'subscribe', jobId: id })).toBe('job.unknown');
    expect(await codeOf({ type: 'subscribe', projectId: v7() })).toBe('project.unknown');
    expect(await codeOf({ type: 'subscribe', everything: true })).toBe('auth.forbidden');
    expect(await codeOf({ type: 'subscribe', jobId: id, mine: true })).toBe('input.invalid');
    expect(await codeOf({ type: 'publish' })).toBe('input.invalid');
    for (const said of ['', 'ping', '[]', '{"type":']) ben.say(said);
    await eventually(() => expect(ben.ofType('error')).toHaveLength(9));
    expect(await ask(ben, { type: 'ping' })).toMatchObject({ type: 'pong' });
  });

  it('is silent after unsubscribing', async () => {
    const { id } = await house.submit({}, later());
    const [leaving, staying] = [await connect(), await connect()];
    for (const socket of [leaving, staying]) await subscribe(socket, { jobId: id });

    expect(await ask(leaving, { type: 'unsubscribe', jobId: id })).toMatchObject({ type: 'unsubscribed' });
    await append(id, 2);

    await eventually(() => expect(seqsOf(staying, id)).toEqual([2]));
    expect(seqsOf(leaving, id)).toEqual([]);
  });

  it('tells members of the jobs of a project, what they missed too, until they are let go', async () => {
    const members = new ProjectMembers(house.database);
    const { id: projectId } = await new Projects(house.database).add(house.userId, { name: 'Whales', settings: {} });
    const { id: carla } = await house.people.ensure('Carla', 'user', 'key-of-Carla');
    await members.put(projectId, carla, 'viewer');
    const first = await connect('key-of-Carla');
    await subscribe(first, { projectId });
    const { id } = await house.submit({}, { projectId, ...later() });
    const other = await house.submit({}, later());
    await eventually(() => expect(seqsOf(first, id)).toEqual([1]));
    const { at: since } = eventsOf(first, id)[0]!;

    first.socket.terminate();
    for (const seq of [2, 3]) await append(id, seq);
    const again = await connect('key-of-Carla');
    expect(await subscribe(again, { projectId, since })).toMatchObject({ complete: true });
    await append(id, 4);
    await notify(id, 3);
    await eventually(() => expect(seqsOf(again, id).slice(-3)).toEqual([2, 3, 4]));
    expect(seqsOf(again, other.id)).toEqual([]);

    await members.remove(projectId, carla);
    await house.status.get(RoomReview).review();
    await again.hears({ type: 'closed', projectId, problem: expect.objectContaining({ code: 'project.unknown' }) });
    await append(id, 5);
    await notify(id, 4);
    const owner = await connect();
    await subscribe(owner, { mine: true, since });
    await eventually(() => expect(seqsOf(owner, id).at(-1)).toBe(5));
    expect(seqsOf(again, id).at(-1)).toBe(4);
  });

  it('does not let a client that claims to have heard the future keep others from hearing it', async () => {
    const { id } = await house.submit({}, later());
    const [boaster, other] = [await connect(), await connect()];

    await subscribe(boaster, { jobId: id, since: { [id]: 1_000 } });
    await subscribe(other, { jobId: id });
    await append(id, 2);
    await notify(id, 1);

    await eventually(() => expect([seqsOf(boaster, id), seqsOf(other, id)]).toEqual([[2], [2]]));
  });

  it('tells one that comes back nothing twice, though news of it is still on its way to the others', async () => {
    const { id } = await house.submit({}, later());
    const staying = await connect();
    await subscribe(staying, { jobId: id });
    await eventually(() => expect(staying.messages.some(({ snapshot }) => snapshot?.job.id === id)).toBe(true));
    for (const seq of [2, 3]) await append(id, seq);

    const [ofJob, ofList] = [await connect(), await connect()];
    await subscribe(ofJob, { jobId: id, since: { [id]: 1 } });
    await subscribe(ofList, { mine: true, since: new Date().toISOString() });
    await notify(id, 1);
    await eventually(() => expect(seqsOf(staying, id)).toEqual([2, 3]));
    await append(id, 4);
    await notify(id, 3);

    await eventually(() => expect(seqsOf(staying, id)).toEqual([2, 3, 4]));
    await eventually(() =>
      expect([seqsOf(ofJob, id), seqsOf(ofList, id)]).toEqual([
        [2, 3, 4],
        [1, 2, 3, 4],
      ]),
    );
  });

  it('tells lists all in order, whatever those who watch a job have heard before', async () => {
    const { id } = await house.submit({}, later());
    const [list, watching] = [await connect(), await connect()];
    await subscribe(list, { mine: true, since: new Date().toISOString() });
    await eventually(() => expect(seqsOf(list, id)).toEqual([1]));
    for (const seq of [2, 3]) await append(id, seq);
    await subscribe(watching, { jobId: id });
    await append(id, 4);
    await eventually(() => expect(seqsOf(watching, id)).toEqual([4]));

    await notify(id, 1);

    await eventually(() => expect(seqsOf(list, id)).toEqual([1, 2, 3, 4]));
    expect(seqsOf(watching, id)).toEqual([4]);
  });

  it('tells one that watches a list what it was only shown with a job', async () => {
    const { id } = await house.submit({}, later());
    const [both, watching] = [await connect(), await connect()];
    await subscribe(watching, { jobId: id });
    await subscribe(both, { mine: true });
    await append(id, 2);
    await subscribe(both, { jobId: id });

    await notify(id, 1);

    await eventually(() => expect(seqsOf(both, id)).toEqual([2]));
  });

  it('drops a reader that does not read with 4408, and tells it all when it comes back with the last number', async () => {
    const { id } = await house.submit({}, later());
    const [lazy, eager] = [await connect(), await connect()];
    await subscribe(lazy, { jobId: id });
    lazy.socket.pause();
    const last = 200;
    await flood(house, id, last);

    await notify(id, 1);
    await subscribe(eager, { jobId: id, since: { [id]: 1 } });
    expect(seqsOf(eager, id)).toEqual(Array.from({ length: last - 1 }, (_, at) => at + 2));
    lazy.socket.resume();
    await lazy.closesWith(4408, 'live.tooSlow');

    const heard = seqsOf(lazy, id);
    expect(heard.length).toBeLessThan(last - 1);
    const back = await connect();
    await subscribe(back, { jobId: id, since: { [id]: heard.at(-1) ?? 1 } });
    expect([...heard, ...seqsOf(back, id)]).toEqual(seqsOf(eager, id));
  }, 30_000);
});
