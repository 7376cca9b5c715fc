import { Metrics } from '@polyspool/service/metrics';
import { testStores } from '@polyspool/service/testing/env';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { eventually } from '@polyspool/service/testing/eventually';
import { io } from 'socket.io-client';
import { v7 } from 'uuid';
import { type House, openHouse } from '../testing-house.js';
import { TestSocket } from './sockets/testing-socket.js';
import { TestStream } from './stream/testing-stream.js';

/** One more than are let pass. */
const guesses = ['guess-1', 'guess-2', 'guess-3', 'guess-4'];
const jobId = v7();

describe('keys that are none, at the live channels', () => {
  let house: House;
  let stranger = 0;
  beforeAll(async () => {
    house = await openHouse({}, { REDIS_URL: testStores().TEST_REDIS_URL }, { RATE_LIMIT_FAILURES: 3 });
  });
  afterAll(() => house.close());

  const someAddress = () => `192.0.2.${++stranger}`;

  async function bySocket(path: string, key: string, from: string) {
    const client = new TestSocket(`${house.url}${path}`, { key, from });
    await eventually(() => expect(client.closed).toBeDefined());
    return client.closed!;
  }

  const bySocketIo = (token: string, from: string, url = house.url) =>
    new Promise<string>((resolve) => {
      const extraHeaders = { 'x-forwarded-for': from };
      const socket = io(`${url}/jobs`, { auth: { token }, extraHeaders, transports: ['websocket'], forceNew: true });
      const end = (answer: string) => {
        socket.disconnect();
        resolve(answer);
      };
      socket.on('connect', () => end('connected')).on('connect_error', ({ message }) => end(message));
    });

  async function byStream(key: string, from: string) {
    const headers = { authorization: `Bearer ${key}`, 'x-forwarded-for': from };
    const { status, headers: answered } = await new TestStream(`${house.url}/v1/jobs/${jobId}/events`, headers).open();
    return { status, waitS: Number(answered['retry-after'] ?? 0) };
  }

  it.each(['/v1/ws', `/ws/jobs/${jobId}`])('close %s with 4429 after some', async (path) => {
    const from = someAddress();
    const ends = [];
    for (const key of guesses) ends.push(await bySocket(path, key, from));

    expect(ends.slice(0, 3)).toEqual(Array(3).fill({ code: 4401, reason: 'auth.invalid' }));
    expect(ends[3]).toEqual({ code: 4429, reason: 'auth.tooManyRequests' });
  });

  it('are told so by Socket.IO', async () => {
    const from = someAddress();
    const answers = [];
    for (const key of guesses) answers.push(await bySocketIo(key, from));

    expect(answers).toEqual(['auth.invalid', 'auth.invalid', 'auth.invalid', 'auth.tooManyRequests']);
  });

  it('are answered 429 by an event stream, and when to come back', async () => {
    const from = someAddress();
    const answers = [];
    for (const key of guesses) answers.push(await byStream(key, from));

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(answers[3]!.waitS).toBeGreaterThan(30);
  });

  it('are counted by address over all channels, and good ones from there go on to open', async () => {
    const from = someAddress();
    await bySocket('/v1/ws', 'guess', from);
    await bySocketIo('guess', from);
    await byStream('guess', from);

    expect(await byStream('guess', from)).toMatchObject({ status: 429 });
    expect(await bySocket('/v1/ws', 'guess', from)).toMatchObject({ code: 4429 });
    expect(await bySocketIo(house.userKey, from)).toBe('connected');
    expect(await byStream('guess', someAddress())).toMatchObject({ status: 401 });
  });

  it('are counted for whom the nearest proxy names, whatever a client says', async () => {
    const from = someAddress();
    const statuses = [];
    for (const key of guesses) statuses.push((await byStream(key, `198.51.100.${stranger++}, ${from}`)).status);

    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  it('are counted by connection where nobody stands in front: no client chooses an address', async () => {
    const bare = await house.startStatus({ PROXIES_IN_FRONT: 0 });
    const url = await bare.getUrl();
    const answers = [];
    for (const key of guesses) answers.push(await bySocketIo(key, someAddress(), url));

    expect(answers).toEqual(['auth.invalid', 'auth.invalid', 'auth.invalid', 'auth.tooManyRequests']);
    await bare.close();
  });

  it('are added up over replicas', async () => {
    const from = someAddress();
    const other = await house.startStatus();
    const url = await other.getUrl();
    for (const key of guesses) await bySocketIo(key, from, url);

    // Each hears of the sum after it has said what it knows itself.
    await eventually(async () => expect(await bySocketIo('guess', from)).toBe('auth.tooManyRequests'));
    await other.close();
  });

  it('show in the figures', async () => {
    const { text } = await house.status.get(Metrics).scrape();

    const counted = readMetrics(text).get('rate_limit_requests_total')!;
    expect(counted.map(({ labels }) => [labels['budget'], labels['outcome']])).toEqual(
      expect.arrayContaining([
        ['failures', 'passed'],
        ['failures', 'refused'],
      ]),
    );
  });
});
