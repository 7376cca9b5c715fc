import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { configureHttp } from './configure-http.js';

@Module({})
class TestModule {}

/** Stands for job-status: greets with what the handshake carried, and echoes. */
async function liveServer(port = 0) {
  const http = createServer();
  const server = new Server(http);
  server.of('/jobs').on('connection', (socket) => {
    const { auth, headers } = socket.handshake;
    socket.emit('hello', { auth, authorization: headers.authorization, from: headers['x-forwarded-for'] });
    socket.on('echo', (value: unknown, answer: (value: unknown) => void) => answer(value));
  });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return { server, port: portOf(http) };
}

const portOf = (server: HttpServer) => (server.address() as AddressInfo).port;

describe('the live channel of the gateway', () => {
  let live: Awaited<ReturnType<typeof liveServer>>;
  let app: NestFastifyApplication;
  let url: string;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    live = await liveServer();
    const logger = await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
    const configure = (made: NestFastifyApplication) =>
      configureHttp(made, { JOB_STATUS_URL: `http://127.0.0.1:${live.port}`, PROXIES_IN_FRONT: 1 });
    app = await createApp({ name: 'test', module: TestModule, env: readEnv(serviceEnv, {}), configure }, logger);
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${portOf(app.getHttpServer())}`;
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    await live.server.close();
    await app.close();
  });

  function connect(transport: 'websocket' | 'polling', headers = {}) {
    const options = { transports: [transport], auth: { key: 'k' }, reconnectionDelay: 20, reconnectionDelayMax: 20 };
    const extraHeaders = { authorization: 'Bearer k', ...headers };
    const socket = io(`${url}/jobs`, { ...options, extraHeaders });
    sockets.push(socket);
    return socket;
  }
  const next = (socket: Socket, event: string) => new Promise<unknown>((resolve) => socket.once(event, resolve));

  it.each(['websocket', 'polling'] as const)('carries messages both ways by %s', async (transport) => {
    const socket = connect(transport);

    const hello = await next(socket, 'hello');
    const echo = await socket.emitWithAck('echo', { text: 'grüße', many: 'x'.repeat(100_000) });

    expect(hello).toEqual({ auth: { key: 'k' }, authorization: 'Bearer k', from: '127.0.0.1' });
    expect(echo).toEqual({ text: 'grüße', many: 'x'.repeat(100_000) });
  });

  it.each(['websocket', 'polling'] as const)('says who asks by %s, as the proxy in front knows', async (transport) => {
    const socket = connect(transport, { 'x-forwarded-for': '198.51.100.1, 192.0.2.7' });

    expect(await next(socket, 'hello')).toMatchObject({ from: '192.0.2.7' });
  });

  it('answers 503 while job-status is down, goes on answering, and is back with it', async () => {
    const socket = connect('websocket');
    await next(socket, 'hello');
    const { port } = live;

    await live.server.close();
    const refused = await next(socket, 'connect_error');
    const answer = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
    const health = await fetch(`${url}/health/live`);
    live = await liveServer(port);
    const hello = await next(socket, 'hello');

    expect(refused).toBeInstanceOf(Error);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({ code: 'service.unavailable' });
    expect(health.status).toBe(200);
    expect(hello).toMatchObject({ auth: { key: 'k' } });
  });

  it('refuses an upgrade anywhere else', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/jobs`);

    await new Promise((resolve) => socket.addEventListener('error', resolve));

    expect(socket.readyState).toBe(WebSocket.CLOSED);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('closes its sockets when it stops', async () => {
    const socket = connect('websocket');
    await next(socket, 'hello');
    const gone = next(socket, 'disconnect');

    await app.close();

    expect(await gone).toBe('transport close');
  });
});
