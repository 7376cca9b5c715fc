import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { eventually } from '@polyspool/service/testing/eventually';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { configureHttp } from './configure-http.js';

@Module({})
class TestModule {}

/** Stands for job-status: greets with what the handshake carried, and echoes; `end` ends, `flood` never stops; streams. */
async function liveServer() {
  const http = createServer((request, response) => {
    const { url, headers } = request;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify({ url, id: headers['last-event-id'], key: headers.authorization })}\n\n`);
  });
  const handleProtocols = (offered: Set<string>) => offered.has('bearer') && 'bearer';
  const server = new WebSocketServer({ server: http, handleProtocols, perMessageDeflate: false });
  server.on('connection', (socket, { url, headers }) => {
    const { authorization, 'sec-websocket-protocol': protocols, 'x-forwarded-for': from } = headers;
    socket.send(JSON.stringify({ url, authorization, protocols, from }));
    socket.on('message', (data, isBinary) => {
      if (String(data) === 'end') socket.close(4404, 'job.unknown');
      else if (String(data) === 'flood') flood(socket);
      else socket.send(data, { binary: isBinary });
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return { http, server, port: (http.address() as AddressInfo).port };
}

function flood(socket: WebSocket) {
  for (let mib = 0; mib < 32; mib++) socket.send(Buffer.alloc(1_048_576));
}

describe('the WebSockets that the gateway passes on', () => {
  let live: Awaited<ReturnType<typeof liveServer>>;
  let app: NestFastifyApplication;
  let url: string;
  const clients: WebSocket[] = [];
  beforeAll(async () => {
    live = await liveServer();
  });
  beforeEach(async () => {
    const logger = await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
    const configure = (made: NestFastifyApplication) =>
      configureHttp(made, { JOB_STATUS_URL: `http://127.0.0.1:${live.port}` });
    app = await createApp({ name: 'test', module: TestModule, env: readEnv(serviceEnv, {}), configure }, logger);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.terminate();
    await app.close();
  });
  afterAll(() => {
    live.server.close();
    live.http.close();
    live.http.closeAllConnections();
  });

  async function connect(path: string, protocols: string[] = [], headers = {}) {
    const client = new WebSocket(`${url.replace('http', 'ws')}${path}`, protocols, { headers });
    clients.push(client);
    const [hello] = await once(client, 'message');
    return { client, hello: JSON.parse(String(hello)) };
  }

  it.each(['/v1/ws?since=1', '/ws/jobs/7', '/socket.io/?EIO=4'])('go through at %s', async (path) => {
    const { client, hello } = await connect(path, ['bearer', 'k'], { authorization: 'Bearer k' });

    client.send('x'.repeat(100_000));
    const [echo] = await once(client, 'message');

    expect(hello).toEqual({ url: path, authorization: 'Bearer k', protocols: 'bearer,k', from: '127.0.0.1' });
    expect(client.protocol).toBe('bearer');
    expect(String(echo)).toHaveLength(100_000);
  });

  it('have their key taken out of the address', async () => {
    const { hello } = await connect('/ws/jobs/7?token=k.1&x=y');
    const beside = await connect('/ws/jobs/7?token=k', ['bearer', 'other']);

    expect(hello).toMatchObject({ url: '/ws/jobs/7?x=y', authorization: 'Bearer k.1' });
    expect(beside.hello).toEqual({ url: '/ws/jobs/7', protocols: 'bearer,other', from: '127.0.0.1' });
  });

  it('say who asks: no client does, where no proxy stands in front', async () => {
    const { hello } = await connect('/v1/ws', [], { 'x-forwarded-for': '192.0.2.7' });

    expect(hello).toMatchObject({ from: '127.0.0.1' });
  });

  it('end with the code and reason of job-status', async () => {
    const { client } = await connect('/ws/jobs/7');

    client.send('end');
    const [code, reason] = await once(client, 'close');

    expect([code, String(reason)]).toEqual([4404, 'job.unknown']);
  });

  it('leave with job-status what their reader does not read', async () => {
    const { client } = await connect('/v1/ws');
    const [socket] = [...live.server.clients].slice(-1);
    client.pause();
    client.send('flood');

    await eventually(() => expect(socket!.bufferedAmount).toBeGreaterThan(16 * 1_048_576));

    client.resume();
    let heard = 0;
    client.on('message', (data: Buffer) => (heard += data.length));
    await eventually(() => expect(heard).toBe(32 * 1_048_576));
  });

  it('are told to connect elsewhere when the gateway stops', async () => {
    const { client } = await connect('/v1/ws');
    const closed = once(client, 'close');

    await app.close();

    expect((await closed)[0]).toBe(1012);
  });

  it('are nowhere else, and other upgrades are not taken', async () => {
    const client = new WebSocket(`${url.replace('http', 'ws')}/v1/jobs`).on('error', () => undefined);
    const [, refused] = (await once(client, 'unexpected-response')) as [unknown, IncomingMessage];
    const offer = get(`${url}/health/live`, { headers: { connection: 'upgrade', upgrade: 'h2c' }, agent: false });
    const [answer] = (await once(offer, 'response')) as [IncomingMessage];
    answer.resume();

    expect(refused.statusCode).toBe(404);
    expect(answer.statusCode).toBe(200);
    client.terminate();
  });

  it('have event streams beside them, told as they come, and cut when the gateway stops', async () => {
    const headers = { 'last-event-id': '7' };
    const answer = await fetch(`${url}/v1/jobs/8/events?until=end&token=k`, { headers });

    const reader = answer.body!.getReader();
    const { value } = await reader.read();

    const told = { url: '/v1/jobs/8/events?until=end', id: '7', key: 'Bearer k' };
    expect(Buffer.from(value!).toString()).toBe(`data: ${JSON.stringify(told)}\n\n`);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    await app.close();
    await expect(reader.read()).rejects.toThrow();
  });
});
