import { eventually } from '@polyspool/service/testing/eventually';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { io, Manager } from 'socket.io-client';
import { type House, openHouse } from '../testing-house.js';
import { RoomReview } from './room-review.js';
import { TestSocket } from './sockets/testing-socket.js';
import { TestStream } from './stream/testing-stream.js';

describe('the metrics of live channels', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({});
  });
  afterAll(() => house.close());

  const scrape = async () => readMetrics(await (await fetch(`${house.url}/metrics`)).text());
  const byChannel = async (name: string) =>
    Object.fromEntries((await scrape()).get(name)?.map(({ labels, value }) => [labels['channel'], value]) ?? []);
  const dropped = async () => (await scrape()).get('live_dropped_total')!.filter(({ value }) => value > 0);
  const connections = (wanted: object) =>
    eventually(async () => expect(await byChannel('live_connections')).toEqual(wanted));
  const later = () => house.submit({}, { runAt: new Date(Date.now() + 3_600_000) });
  const key = () => ({ key: house.userKey });

  it('are who is connected by which channel, and how much they were told (R286)', async () => {
    const { id } = await later();
    await connections({ socketio: 0, ws: 0, sse: 0 });

    const client = io(`${house.url}/jobs`, {
      auth: { token: house.userKey },
      transports: ['websocket'],
      forceNew: true,
    });
    client.on('connect', () => client.emit('subscribe', { jobId: id }));
    const ofOne = await new TestSocket(`${house.url}/ws/jobs/${id}`, key()).open();
    const ofMany = await new TestSocket(`${house.url}/v1/ws`, key()).open();
    ofMany.say({ type: 'subscribe', jobId: id });
    const stream = await new TestStream(`${house.url}/v1/jobs/${id}/events`, {
      authorization: `Bearer ${house.userKey}`,
    }).open();

    await connections({ socketio: 1, ws: 2, sse: 1 });
    await eventually(async () => {
      const { socketio = 0, ws = 0, sse = 0 } = await byChannel('live_messages_total');
      expect(Math.min(socketio, ws, sse)).toBeGreaterThan(0);
    });
    client.disconnect();
    ofOne.socket.close();
    ofMany.socket.terminate();
    stream.close();
    await connections({ socketio: 0, ws: 0, sse: 0 });
    expect(await dropped()).toEqual([]);
  });

  it('begin at zero, so that the first who is let go is an increase', async () => {
    const begun = (await scrape())
      .get('live_dropped_total')!
      .map(({ labels }) => `${labels['channel']} ${labels['code']}`);

    expect(begun).toEqual(expect.arrayContaining(['ws live.tooSlow', 'sse live.tooSlow', 'socketio auth.invalid']));
  });

  it('count a message once, also where its client has left and come again on one connection', async () => {
    const { id } = await later();
    const manager = new Manager(house.url, { transports: ['websocket'], autoConnect: false });
    manager.socket('/').connect(); // keeps the connection
    const jobs = manager.socket('/jobs', { auth: { token: house.userKey } });
    const come = () => new Promise<void>((done) => jobs.once('connect', done).connect());
    const counted = async () => (await byChannel('live_messages_total'))['socketio'] ?? 0;
    const ofOneSubscription = async () => {
      const before = await counted();
      const snapshot = new Promise((done) => jobs.once('snapshot', done));
      await Promise.all([jobs.emitWithAck('subscribe', { jobId: id }), snapshot]);
      return (await counted()) - before;
    };

    await come();
    const atFirst = await ofOneSubscription();
    for (let times = 0; times < 3; times += 1) {
      jobs.disconnect();
      await connections({ socketio: 0, ws: 0, sse: 0 });
      await come();
    }

    expect(await ofOneSubscription()).toBe(atFirst);
    manager._close();
    await connections({ socketio: 0, ws: 0, sse: 0 });
  });

  it('are who was ended from here, and why', async () => {
    await house.people.ensure('Ben', 'user', 'key-of-Ben');
    const socket = await new TestSocket(`${house.url}/v1/ws`, { key: 'key-of-Ben' }).open();
    await connections({ socketio: 0, ws: 1, sse: 0 });

    await house.database.execute(
      `UPDATE api_keys SET revoked_at = now() FROM users u WHERE u.id = user_id AND u.name = 'Ben'`,
    );
    await eventually(async () => {
      await house.status.get(RoomReview).review();
      expect(socket.closed).toMatchObject({ code: 4401 });
    });
    await connections({ socketio: 0, ws: 0, sse: 0 });
    expect(await dropped()).toEqual([{ labels: { channel: 'ws', code: 'auth.invalid' }, value: 1 }]);
  });
});
