import { EventLog } from '@polyspool/database/event-log';
import { eventually } from '@polyspool/service/testing/eventually';
import { type ChunkHouse, openChunkHouse } from '../testing-chunks.js';
import { flood } from './testing-flood.js';
import { JobsGateway } from './jobs.gateway.js';
import { Watcher } from './testing-watcher.js';

describe('subscribers of the live channel', () => {
  let house: ChunkHouse;
  const watchers: Watcher[] = [];
  beforeAll(async () => {
    house = await openChunkHouse();
  });
  afterEach(() => {
    for (const { socket } of watchers.splice(0)) socket.disconnect();
    house.openGate();
  });
  afterAll(() => house.close());

  const watch = async (wanted: { readonly jobId: string; readonly since?: Record<string, number> }) => {
    const watcher = new Watcher(house.url, { token: house.userKey });
    watchers.push(watcher);
    expect(await watcher.ask('subscribe', wanted)).toEqual({ ok: true });
    return watcher;
  };
  const upTo = (last: number, after = 0) => Array.from({ length: last - after }, (_, at) => after + at + 1);

  it('hear what nobody gave notice of, in order: it was lost with the process that was to do so', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    const watcher = await watch({ jobId: id });
    const append = (seq: number) =>
      house.database.transaction((tx) =>
        house.status.get(EventLog).append(tx, [{ jobId: id, seq, run: 1, type: 'progress', change: { percent: seq } }]),
      );
    for (const seq of [2, 3, 4]) await append(seq);

    await house.database.query(`SELECT pg_notify('events', $1)`, [`${id}:3`]);
    await eventually(() => expect(watcher.jobs.get(id)?.seq).toBe(4), 1_000);
    await append(5);
    await eventually(() => expect(watcher.jobs.get(id)?.seq).toBe(5));

    expect(watcher.events.map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
  });

  it('hear nothing twice, though what they were told when they came is still on its way to the others', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    const staying = await watch({ jobId: id });
    await flood(house, id, 3);
    const back = await watch({ jobId: id, since: { [id]: 1 } });

    await house.database.query(`SELECT pg_notify('events', $1)`, [`${id}:1`]);
    await eventually(() => expect(staying.events.map(({ seq }) => seq)).toEqual([2, 3]));
    await house.database.transaction((tx) =>
      house.status.get(EventLog).append(tx, [{ jobId: id, seq: 4, run: 1, type: 'progress', change: { percent: 4 } }]),
    );
    await house.database.query(`SELECT pg_notify('events', $1)`, [`${id}:3`]);

    await eventually(() => expect(back.events.map(({ seq }) => seq)).toEqual([2, 3, 4]));
    await eventually(() => expect(staying.events.map(({ seq }) => seq)).toEqual([2, 3, 4]));
  });

  it('are the only ones to hear, though the log was read before notice came', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    await house.people.ensure('Eve', 'user', 'key-of-Eve');
    const stranger = new Watcher(house.url, { token: 'key-of-Eve' });
    watchers.push(stranger);
    await eventually(() => expect(stranger.socket.connected).toBe(true));
    const last = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    const watcher = await watch({ jobId: id });
    expect(await watcher.ask('subscribe', { jobId: last.id })).toEqual({ ok: true });
    await flood(house, id, 2);
    await eventually(() => expect(watcher.events.map(({ seq }) => seq)).toEqual([2]));

    await house.database.query(`SELECT pg_notify('events', $1)`, [`${id}:1`]);
    await flood(house, last.id, 2);
    await house.database.query(`SELECT pg_notify('events', $1)`, [`${last.id}:1`]);
    await eventually(() => expect(watcher.jobs.get(last.id)?.seq).toBe(2));

    expect(await stranger.ask('subscribe', { jobId: last.id })).toMatchObject({ ok: false });
    expect([watcher.events.map(({ seq }) => seq), stranger.events]).toEqual([[2, 2], []]);
  });

  it('hear all of a child of which nobody has given notice, or only of its later news', async () => {
    const later = { runAt: new Date(Date.now() + 3_600_000) };
    const { id } = await house.submit({}, later);
    const children = await Promise.all([1, 2].map(() => house.submit({}, later)));
    const watcher = await watch({ jobId: id });
    const ids = children.map((child) => child.id);
    await house.database.execute(
      'UPDATE jobs SET parent_id = $1, child_index = i FROM unnest($2::uuid[]) WITH ORDINALITY AS x(child, i) WHERE id = child',
      [id, ids],
    );
    const news = ids.map((jobId) => ({ jobId, seq: 2, run: 1, type: 'progress', change: { percent: 2 } }));
    await house.database.transaction((tx) => house.status.get(EventLog).append(tx, news));

    await house.database.query(`SELECT pg_notify('events', $1)`, [`${ids[0]}:1`]);

    const seqsOf = (jobId: string) => watcher.events.filter((event) => event.jobId === jobId).map(({ seq }) => seq);
    await eventually(() => expect(ids.map(seqsOf)).toEqual([upTo(2), upTo(2)]));
  });

  it('hear once more what came after the numbers that they name', async () => {
    const { id } = await house.submit({});
    const { job, children } = await house.ended(id);
    const [known, unknown] = children;

    const watcher = await watch({ jobId: id, since: { [id]: 2, [known!.id]: known!.seq, [children[2]!.id]: 0 } });

    const seqsOf = (jobId: string) => watcher.events.filter((event) => event.jobId === jobId).map(({ seq }) => seq);
    await eventually(() => expect(seqsOf(unknown!.id)).toEqual(upTo(unknown!.seq)));
    await eventually(() => expect(seqsOf(id)).toEqual(upTo(job.seq, 2)));
    expect(seqsOf(known!.id)).toEqual([]);
    expect(watcher.heard[0]).toHaveProperty('job.id', id);
  });

  it('are dropped when they do not read, and hear all when they come back', async () => {
    const { id } = await house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
    const lazy = await watch({ jobId: id });
    const { ws } = lazy.socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
    ws.pause();
    await flood(house, id, 200);

    await house.database.query(`SELECT pg_notify('events', $1)`, [`${id}:1`]);
    await eventually(() => expect(house.status.get(JobsGateway).size).toBe(0));
    await house.database.transaction(async (tx) => {
      await tx.execute('UPDATE jobs SET seq = 201 WHERE id = $1', [id]);
      const event = { jobId: id, seq: 201, run: 1, type: 'progress', change: { percent: 10 } };
      await house.status.get(EventLog).append(tx, [event]);
    });
    ws.resume();
    await eventually(() => expect(lazy.socket.connected).toBe(false));
    const heard = lazy.events.map(({ seq }) => seq);
    const back = await watch({ jobId: id, since: { [id]: heard.at(-1) ?? 1 } });

    expect([...heard, ...back.events.map(({ seq }) => seq)]).toEqual(upTo(201, 1));
    expect(heard).not.toContain(201);
  }, 30_000);

  it('lose nothing when the connection to the news breaks', async () => {
    const open = house.closeGate();
    const { id } = await house.submit({});
    const watcher = await watch({ jobId: id });
    await house.firstChunkDone(id);

    await house.database.execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'polyspool listener'`,
    );
    open();
    const { job, children } = await house.ended(id);

    await eventually(() => {
      for (const one of [job, ...children]) expect(watcher.jobs.get(one.id)?.seq).toBe(one.seq);
    });
    expect(watcher.missed).toEqual([]);
  });
});
