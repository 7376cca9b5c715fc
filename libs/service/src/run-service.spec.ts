import { Controller, Injectable, Module, Post } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { connect, type AddressInfo } from 'node:net';
import { totalmem } from 'node:os';
import { text } from 'node:stream/consumers';
import { readEnv, redisEnv, serviceEnv } from './env.js';
import { createLogger } from './logger.js';
import { Readiness } from './readiness.js';
import { startService } from './run-service.js';
import { ServiceFacts } from './service-facts.js';

/** Stands for a worker host and for a store that can be away. */
@Injectable()
class Works {
  away = false;
  isCacheAway = false;

  constructor(facts: ServiceFacts, readiness: Readiness) {
    facts.add({ queues: ['video'], jobKinds: ['video.process'], slots: { video: 4 } });
    facts.add({ queues: ['content'], slots: { content: 2 } });
    readiness.add({
      name: 'redis',
      check: async () => {
        if (this.away) throw new Error('connect ECONNREFUSED');
      },
    });
    const check = () => (this.isCacheAway ? new Promise<void>(() => undefined) : Promise.resolve());
    readiness.add({ name: 'cache', isDispensable: true, check });
  }
}

@Controller()
class Patience {
  @Post('slow')
  @RouteConfig({ receiveTimeoutMs: 50 })
  slow() {
    return 'whole';
  }
}

@Module({ providers: [Works], controllers: [Patience] })
class AppModule {}

const env = readEnv({ ...serviceEnv, ...redisEnv }, { REDIS_URL: 'redis://:secret@queue.local:6390/1' });

describe('a service', () => {
  const lines: Record<string, unknown>[] = [];
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    const logger = await createLogger({ name: 'test', LOG_LEVEL: 'info', LOG_FORMAT: 'json', destination });
    app = await startService({ name: 'test', module: AppModule, env }, logger);
  });
  afterAll(() => app.close());

  const get = (url: string) => app.inject({ method: 'GET', url });
  const portOf = (created: NestFastifyApplication) => (created.getHttpServer().address() as AddressInfo).port;

  it('says once what it is when it has started', () => {
    const said = lines.filter((line) => line['msg'] === 'Service started');

    expect(said).toEqual([
      expect.objectContaining({
        version: expect.any(String),
        port: portOf(app),
        redis: 'queue.local:6390',
        queuePrefix: 'polyspool',
        queues: ['video', 'content'],
        jobKinds: ['video.process'],
        slots: { video: 4, content: 2 },
        ready: true,
      }),
    ]);
  });

  it('tells Prometheus of itself and of what it was asked, by route', async () => {
    await get('/health/live');
    const { headers, body } = await get('/metrics');

    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(body).toMatch(/^http_server_request_duration_seconds_count\{.*http_route="\/health\/live".*\} [1-9]/m);
    expect(body).toMatch(/^service_info\{service_name="test",service_version="[\d.]+"\} 1$/m);
    expect(body).toMatch(/^service_ready 1$/m);
    const [, limit] = /^service_memory_limit_bytes (\S+)$/m.exec(body)!;
    expect(Number(limit)).toBeLessThanOrEqual(totalmem());
    expect(Number(limit)).toBeGreaterThan(100 * 1024 ** 2);
  });

  it('has one series for all addresses that it does not know, and writes OpenMetrics for who asks for it', async () => {
    for (const address of ['/one', '/two', '/two/3']) await get(address);
    const accept = 'application/openmetrics-text; version=1.0.0';
    const { headers, body } = await app.inject({ method: 'GET', url: '/metrics', headers: { accept } });

    expect(headers['content-type']).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
    expect(body).toMatch(/^http_server_request_duration_seconds_count\{.*http_route="unknown".*\} 3$/m);
    expect(body).not.toMatch(/"\/(one|two)/);
    expect(body).toMatch(/# \{trace_id="[\da-f]{32}"\}/);
  });

  it('starts without a Redis where it does without', async () => {
    const logger = await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
    const without = await startService({ name: 'test', module: AppModule, env: readEnv(serviceEnv, {}) }, logger);

    expect(without.get(ServiceFacts).all()).not.toHaveProperty('redis');
    await without.close();
  });

  it('answers the same at /internal/info', async () => {
    const info = (await get('/internal/info')).json();

    expect(lines.find((line) => line['msg'] === 'Service started')).toMatchObject(info);
    expect(JSON.stringify(info)).not.toContain('secret');
  });

  it('is live and ready', async () => {
    expect((await get('/health/live')).json()).toEqual({ status: 'live' });
    expect((await get('/health/ready')).json()).toEqual({ status: 'ready' });
  });

  it('stays live but is not ready while a store is away, and names it', async () => {
    const works = app.get(Works);
    works.away = true;

    const answer = await get('/health/ready');
    const live = await get('/health/live');
    works.away = false;

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const reasons = ['redis-unreachable'];
    expect(answer.json()).toMatchObject({ code: 'service.unavailable', failing: ['redis'], reasons });
    expect(live.statusCode).toBe(200);
  });

  it('is degraded, and ready, at once, while something is away that it can do without', async () => {
    const works = app.get(Works);
    works.isCacheAway = true;

    const answer = await get('/health/ready');
    const { body } = await get('/metrics');
    works.isCacheAway = false;

    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'degraded', reasons: ['cache-unreachable'] }]);
    expect(body).toMatch(/^service_ready 1$/m);
  });

  it('gives up on a check that does not answer', async () => {
    const readiness = new Readiness(await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
    readiness.add({ name: 'frozen', check: () => new Promise(() => undefined) });

    expect(await readiness.failing(10)).toEqual(['frozen']);
  });

  it('refuses a request whose body does not arrive', async () => {
    const socket = connect(portOf(app), '127.0.0.1');
    socket.write('POST /slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');

    expect(await text(socket)).toMatch(/^HTTP\/1.1 408 .*input\.timedOut/s);
  });

  it('is not ready once it has been told to stop', async () => {
    app.get(Readiness).stop();

    expect((await get('/health/ready')).json()).toMatchObject({ failing: ['shutdown'] });
  });

  it('then has its callers come by new connections, which go elsewhere', async () => {
    const { statusCode, headers } = await get('/health/live');

    expect([statusCode, headers['connection']]).toEqual([200, 'close']);
  });
});
