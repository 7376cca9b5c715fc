/**
 * @jest-environment node
 * @jest-environment-options {"customExportConditions": ["@polyspool/source", "node", "require"]}
 */
import type { LiveAnswer, LiveSubscription } from '@polyspool/contracts/live';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Namespace, Server, type Socket } from 'socket.io';
import { aJob, ids } from '../testing/examples.js';
import { SocketFeed } from './socket-feed.js';

const problem = { code: 'job.unknown', detail: 'There is no such job' };
const mine = { mine: true } as const;

describe('SocketFeed', () => {
  let server: Server;
  let jobs: Namespace;
  let feed: SocketFeed;
  let answer: (wanted: LiveSubscription) => LiveAnswer;
  let asked: unknown[];
  let refused: unknown[];
  let told: unknown[];
  beforeEach(async () => {
    const http = createServer();
    server = new Server(http);
    jobs = server.of('/jobs');
    [answer, asked, refused, told] = [() => ({ ok: true }), [], [], []];
    jobs.on('connection', (socket: Socket) => {
      asked.push(socket.handshake.auth);
      socket.on('subscribe', (wanted: LiveSubscription, reply: (told: LiveAnswer) => void) => {
        asked.push(wanted);
        reply(answer(wanted));
      });
    });
    await once(http.listen(0, '127.0.0.1'), 'listening');
    feed = new SocketFeed('the-key', `http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    feed.close();
    await server.close();
  });
  const watch = () =>
    feed.watchJob(ids.job, {
      onSnapshot: ({ job }) => told.push(job.status),
      onEvent: ({ change }) => told.push(change.status),
      onRefused: (why) => refused.push(why),
    });
  const until = (fact: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = setInterval(() => fact() && resolve(clearInterval(look)), 5);
    });
  const snapshot = { job: aJob(), children: [], artifacts: [] };
  const event = {
    ...{ jobId: ids.job, type: 'succeeded', seq: 9, run: 1, at: aJob().createdAt },
    change: { status: 'succeeded' },
  };

  it('tells of a job as it is, and as it changes', async () => {
    watch();
    await until(() => asked.length === 2);

    jobs.emit('snapshot', snapshot);
    jobs.emit('event', event);
    await until(() => told.length === 2);

    expect(asked).toEqual([{ token: 'the-key' }, { jobId: ids.job }]);
    expect(told).toEqual(['running', 'succeeded']);
  });

  it('says why nothing is told of a job, at once or from some time on', async () => {
    answer = () => ({ ok: false, problem });
    watch();
    await until(() => refused.length === 1);

    jobs.emit('closed', { jobId: ids.job, problem: { ...problem, code: 'auth.forbidden' } });
    await until(() => refused.length === 2);

    expect(refused).toEqual([problem, { ...problem, code: 'auth.forbidden' }]);
    expect(feed.state).toBe('live');
  });

  it('does not pass for live where the list is not told, and asks for it again', async () => {
    let refusals = 0;
    answer = () => (refusals++ ? { ok: true } : { ok: false, problem });
    feed.watchMine(({ jobId }) => told.push(jobId));
    const states: string[] = [];
    feed.onState(() => states.push(feed.state));

    await until(() => asked.length === 4);
    jobs.emit('event', event);
    await until(() => told.length === 1);

    expect(states).toEqual(['live', 'down', 'live']);
    expect(asked.filter((one) => JSON.stringify(one) === JSON.stringify(mine))).toHaveLength(2);
  });

  it('asks for all again that is watched when the connection is back, and for nothing that is not', async () => {
    feed.watchMine(() => undefined);
    watch();
    const stop = feed.watchJob(ids.child(1), { onSnapshot: () => {}, onEvent: () => {}, onRefused: () => {} });
    await until(() => asked.length === 4);
    stop();
    asked = [];

    jobs.disconnectSockets(true);
    await until(() => asked.length === 3);

    expect(asked).toEqual([{ token: 'the-key' }, mine, { jobId: ids.job }]);
  });
});
