import { createLogger } from '@polyspool/service/logger';
import Fastify from 'fastify';
import { endInTime } from './deadline.js';

describe('a request', () => {
  const lines: Record<string, unknown>[] = [];
  const fastify = Fastify();
  let goOn = () => {};
  const stuck = new Promise<void>((resolve) => (goOn = resolve));

  beforeAll(async () => {
    const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
    endInTime(fastify, await createLogger({ name: 'test', LOG_LEVEL: 'info', LOG_FORMAT: 'json', destination }), 50);
    fastify.get('/quick', () => 'quick');
    fastify.get('/stuck', () => stuck.then(() => 'late'));
    fastify.get('/upload', { config: { receiveTimeoutMs: 0 } }, () => stuck.then(() => 'sent'));
  });
  afterAll(() => fastify.close());

  it('ends by a problem when its answer does not begin in time; uploads and live channels go on', async () => {
    const upload = fastify.inject('/upload');
    expect((await fastify.inject('/quick')).body).toBe('quick');

    const answer = await fastify.inject('/stuck');

    expect([answer.statusCode, answer.headers['content-type'], answer.headers['retry-after']]).toEqual([
      504,
      'application/problem+json; charset=utf-8',
      '5',
    ]);
    expect(answer.json()).toMatchObject({ code: 'request.timedOut', status: 504 });
    expect(lines).toMatchObject([{ msg: 'A request failed', route: '/stuck' }]);
    goOn();
    expect((await upload).body).toBe('sent');
  });
});
