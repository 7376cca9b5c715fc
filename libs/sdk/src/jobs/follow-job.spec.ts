import { jest } from '@jest/globals';
import { Polyspool } from '../polyspool.js';
import { aJob, anEvent, aSnapshot, jobId, partId, told, toldSnapshot } from '../testing/examples.js';
import { eventually } from '../testing/eventually.js';
import { FakeSocketServer } from '../testing/fake-socket-server.js';
import { json, lost, problem, ScriptedServer, type Answering } from '../testing/scripted-server.js';
import type { JobUpdate } from './job-types.js';

const brief = ({ job, event, via }: JobUpdate) => [via, job.status, job.percent, event?.seq ?? 'all'];

describe('following a job', () => {
  let server: ScriptedServer;
  let sockets: FakeSocketServer;
  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  beforeEach(() => {
    sockets = new FakeSocketServer();
  });
  afterAll(() => server.stop());

  const open = (options = {}) =>
    new Polyspool({ url: server.url, key: 'k', WebSocket: sockets.WebSocket, retries: 1, ...options });
  const updatesOf = async (client: Polyspool, options = {}) => {
    const updates: JobUpdate[] = [];
    for await (const update of client.jobs.handle(jobId).events(options)) updates.push(update);
    return updates;
  };
  const noRoute = problem(404, 'route.unknown');
  const stream =
    (text: string, thenClose = true): Answering =>
    (answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write(text);
      if (thenClose) answer.end();
    };
  const sse = (name: string, data: unknown, id: string) =>
    `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

  it('tells how it is, then what changes, until it has ended', async () => {
    sockets.onRequest = (socket) =>
      socket.tell(
        toldSnapshot(),
        told(anEvent(2, { status: 'running', percent: 10 })),
        told(anEvent(1, { percent: 5 }, { jobId: partId, parentId: jobId })),
        told(anEvent(2, { percent: 1 })),
        told(anEvent(3, { status: 'succeeded', percent: 100 })),
      );

    const updates = await updatesOf(open());

    expect(updates.map(brief)).toEqual([
      ['ws', 'queued', 0, 'all'],
      ['ws', 'running', 10, 2],
      ['ws', 'running', 10, 1],
      ['ws', 'succeeded', 100, 3],
    ]);
    expect(updates[2]!.children).toMatchObject([{ id: partId, percent: 5 }]);
    expect(sockets.sockets[0]).toMatchObject({
      url: expect.stringMatching(/^ws:.*\/v1\/ws$/),
      protocols: ['bearer', 'k'],
    });
  });

  it('goes on where a lost connection has stopped, and hears nothing twice', async () => {
    sockets.onRequest = (socket, request) => {
      if (request.type !== 'subscribe') return;
      if (sockets.sockets.length === 1) {
        socket.tell(toldSnapshot(), told(anEvent(2, { percent: 20 })));
        return socket.close(1012, 'This replica goes');
      }
      expect(request).toMatchObject({ jobId, since: { [jobId]: 2 } });
      socket.tell(
        toldSnapshot({ seq: 2, percent: 20 }),
        told(anEvent(2, { percent: 20 })),
        told(anEvent(3, { status: 'failed' })),
      );
    };

    const updates = await updatesOf(open());

    expect(updates.map(brief)).toEqual([
      ['ws', 'queued', 0, 'all'],
      ['ws', 'queued', 20, 2],
      ['ws', 'failed', 20, 3],
    ]);
  });

  it('shares one connection among all that is followed', async () => {
    sockets.onRequest = (socket, request) => {
      if ('jobId' in request && request.type === 'subscribe') {
        socket.tell({
          type: 'snapshot',
          snapshot: { ...aSnapshot(), job: aJob({ id: request.jobId, status: 'succeeded' }) },
        });
      }
    };
    const client = open();

    const both = await Promise.all([updatesOf(client), client.jobs.handle(partId).events().next()]);

    expect(both[0].map(({ job }) => job.id)).toEqual([jobId]);
    expect(both[1].value?.job.id).toBe(partId);
    expect(sockets.sockets).toHaveLength(1);
  });

  it('comes by Server-Sent Events where no socket opens, and goes on by the id of the last', async () => {
    sockets.accept = (socket) => socket.close(1006);
    server.play(
      stream(': hello\n\n' + sse('snapshot', aSnapshot(), 'a.1') + sse('event', anEvent(2, { percent: 50 }), 'a.2')),
      stream(sse('event', anEvent(3, { status: 'succeeded', percent: 100 }), 'a.3'), false),
    );

    const updates = await updatesOf(open());

    expect(updates.map(brief)).toEqual([
      ['sse', 'queued', 0, 'all'],
      ['sse', 'queued', 50, 2],
      ['sse', 'succeeded', 100, 3],
    ]);
    expect(server.asked.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'a.2']);
    expect(server.asked[0]!.headers).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer k' });
  });

  it('asks again and again where neither is to be had, also when the server is away for a while', async () => {
    const soon = { 'retry-after': '0', etag: '"1"' };
    server.play(
      noRoute,
      json(200, aSnapshot(), soon),
      (answer, { headers }) => {
        expect(headers['if-none-match']).toBe('"1"');
        answer.writeHead(304, soon).end();
      },
      lost,
      lost,
      json(200, aSnapshot({ status: 'succeeded', percent: 100, seq: 9 })),
    );

    const updates = await updatesOf(open({ transports: ['sse', 'poll'] }));

    expect(updates.map(brief)).toEqual([
      ['poll', 'queued', 0, 'all'],
      ['poll', 'succeeded', 100, 'all'],
    ]);
  });

  it('says why it is refused, and gives up a server that stays away', async () => {
    sockets.onRequest = (socket, request) =>
      socket.tell({ type: 'error', ref: request.ref!, problem: { code: 'job.unknown', detail: 'No' } });
    server.play(problem(404, 'job.unknown'));
    await expect(updatesOf(open())).rejects.toMatchObject({ code: 'job.unknown', status: 404 });

    server.play(lost);
    const away = updatesOf(open({ transports: ['poll'], retries: 0 }), { patienceMs: 1 });
    await expect(away).rejects.toMatchObject({ code: 'client.unreachable' });
  });

  it('stops when its reader stops, or gives up', async () => {
    sockets.onRequest = (socket, { type }) => type === 'subscribe' && socket.tell(toldSnapshot());
    const client = open();
    for await (const { job } of client.jobs.handle(jobId).events()) {
      expect(job.status).toBe('queued');
      break;
    }
    expect(sockets.requests.map(({ type }) => type)).toEqual(['subscribe', 'unsubscribe']);

    const giveUp = new AbortController();
    const updates = updatesOf(client, { signal: giveUp.signal });
    await eventually(() => expect(sockets.requests).toHaveLength(3));
    giveUp.abort(new Error('enough'));
    await expect(updates).rejects.toThrow('enough');
    await eventually(() => expect(sockets.requests.at(-1)!.type).toBe('unsubscribe'));
    // Nobody listens any more: nothing is kept open.
    await eventually(() => expect(sockets.sockets.at(-1)!.readyState).toBe(3));
  });

  it('gives a connection up that has gone silent, and goes on by another', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'performance'] });
    sockets.onRequest = (socket, { type }) =>
      type === 'subscribe' &&
      socket.tell(sockets.sockets.length === 1 ? toldSnapshot() : toldSnapshot({ status: 'succeeded', seq: 2 }));

    const updates = updatesOf(open({ transports: ['ws'] }));
    await jest.advanceTimersByTimeAsync(0);
    await jest.advanceTimersByTimeAsync(61_000);
    jest.useRealTimers();

    expect((await updates).map(({ job }) => job.status)).toEqual(['queued', 'succeeded']);
    expect(sockets.requests.map(({ type }) => type)).toEqual(['subscribe', 'ping', 'ping', 'subscribe', 'unsubscribe']);
  });

  it('tries a key again that could not be had', async () => {
    let keys = 0;
    const key = async () => {
      keys += 1;
      if (keys === 1) throw new Error('no key yet');
      return 'k';
    };
    sockets.onRequest = (socket, { type }) =>
      type === 'subscribe' && socket.tell(toldSnapshot({ status: 'succeeded' }));
    const client = new Polyspool({ url: server.url, key, WebSocket: sockets.WebSocket, transports: ['ws'] });

    await expect(updatesOf(client)).rejects.toThrow('no key yet');
    expect((await updatesOf(client)).map(brief)).toEqual([['ws', 'succeeded', 0, 'all']]);
  });

  it('ends in a result, in the error of the job, or in time', async () => {
    let end: ReturnType<typeof aJob> = aJob({ status: 'succeeded', seq: 5 });
    sockets.onRequest = (socket, { type }) => type === 'subscribe' && socket.tell(toldSnapshot(end));
    const answer: Answering = (response, { path }) =>
      json(200, path.endsWith('/result') ? { id: jobId, output: { status: 'success' } } : end)(
        response,
        undefined as never,
      );
    server.play(answer);
    const handle = open().jobs.handle<'system.debug'>(jobId);

    expect((await handle.result()).status).toBe('success');
    expect(await handle.ready()).toBe(true);
    end = aJob({ status: 'failed', seq: 6, error: { code: 'engine.failed', detail: 'The engine failed' } });
    await expect(handle.result()).rejects.toMatchObject({ code: 'engine.failed', job: { status: 'failed' } });
    end = aJob({ status: 'running', seq: 7 });
    await expect(handle.result({ timeoutMs: 30 })).rejects.toMatchObject({ code: 'client.timedOut' });
  });
});
