import type { WebhookAttempt } from '@polyspool/contracts/webhooks';
import { Webhook } from 'standardwebhooks';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Networks } from './networks.js';
import { WebhookClient } from './webhook-client.js';
import { newWebhookSecret } from './webhook-secret.js';

const secret = newWebhookSecret();
const body = '{"type":"job.succeeded"}';
const toLoopback = { networks: Networks.parse('127.0.0.0/8'), timeoutMs: 400 };
const open: { server: Server; sockets: Set<Socket> }[] = [];

/** Answers the port, and counts who comes. */
async function listen(server: Server, address = '127.0.0.1') {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => void sockets.add(socket));
  open.push({ server, sockets });
  await new Promise<void>((listening) => server.listen(0, address, listening));
  return { port: (server.address() as AddressInfo).port, sockets };
}
const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) => listen(createServer(answer));
/** Says what it likes, without HTTP. */
const talk = (speak: (socket: Socket) => void) =>
  listen(createTcpServer((socket) => void speak(socket.on('error', () => undefined))));
afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  }
});

const send = (url: string, options: Partial<ConstructorParameters<typeof WebhookClient>[0]> = {}) =>
  new WebhookClient({ ...toLoopback, ...options }).send({ id: 'a1', at: new Date(), body, url, secrets: [secret] });
const outcome = ({ at: _at, ms: _ms, ...rest }: WebhookAttempt) => rest;

describe('a webhook that is sent', () => {
  it('comes as a signed POST, and its answer is kept', async () => {
    const got: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = [];
    const { port } = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        got.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(202).end('taken');
      });
    });

    const attempt = await send(`http://127.0.0.1:${port}/hooks?of=anna#part`);

    expect(outcome(attempt)).toEqual({ httpStatus: 202, error: undefined, answer: 'taken' });
    expect(got).toMatchObject([{ method: 'POST', url: '/hooks?of=anna', body }]);
    expect(got[0]!.headers).toMatchObject({ 'content-type': 'application/json', host: `127.0.0.1:${port}` });
    const headers = got[0]!.headers as Record<string, string>;
    expect(new Webhook(secret).verify(got[0]!.body, headers)).toEqual(JSON.parse(body));
  });

  it('is kept no more of than anybody needs to see what was wrong', async () => {
    const { port } = await serve((_, response) => response.writeHead(500).end('x'.repeat(5_000)));

    const attempt = await send(`http://127.0.0.1:${port}/`);

    expect([attempt.httpStatus, attempt.error, attempt.answer?.length]).toEqual([500, 'badStatus', 1_000]);
  });

  it('fails where nobody listens', async () => {
    const { port } = await serve(() => undefined);
    for (const { server } of open.splice(0)) await new Promise((closed) => server.close(closed));

    expect(outcome(await send(`http://127.0.0.1:${port}/`))).toEqual({ error: 'unreachable' });
  });
});

describe('a hostile receiver', () => {
  it('leads nobody to loopback by a redirect', async () => {
    const inner = await serve((_, response) => response.end('secret'));
    const location = `http://127.0.0.1:${inner.port}/`;
    const { port } = await serve((_, response) => response.writeHead(307, { location }).end());

    expect(outcome(await send(`http://127.0.0.1:${port}/`))).toMatchObject({ httpStatus: 307, error: 'badStatus' });
    expect(inner.sockets.size).toBe(0);
  });

  it('leads nobody to loopback by a name that is public when it is checked and loopback when it is called', async () => {
    const inner = await serve((_, response) => response.end('secret'));
    const answers = [['192.0.2.1'], ['127.0.0.1']];
    let asked = 0;
    const resolve = async () => answers[Math.min(asked++, 1)]!;
    // Stands for the public Internet; nobody answers there.
    const networks = Networks.parse('192.0.2.0/24');

    const first = await send(`http://rebinding.test:${inner.port}/`, { resolve, networks });
    const second = await send(`http://rebinding.test:${inner.port}/`, { resolve, networks });

    expect(['timedOut', 'unreachable']).toContain(first.error);
    expect([second.error, asked]).toEqual(['refusedAddress', 2]);
    expect(inner.sockets.size).toBe(0);
  });

  it('is called at the very address that was permitted, by its own name', async () => {
    let host: string | undefined;
    const { port } = await serve((request, response) => {
      host = request.headers.host;
      response.end();
    });

    const attempt = await send(`http://hooks.test:${port}/`, { resolve: async () => ['127.0.0.1'] });

    expect([attempt.httpStatus, host]).toEqual([200, `hooks.test:${port}`]);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['a public address and loopback', ['93.184.216.34', '127.0.0.1']],
    ['loopback in IPv6', ['::1']],
    ['loopback mapped to IPv6', ['::ffff:127.0.0.1']],
    ['metadata of clouds', ['169.254.169.254']],
    ['nothing', []],
  ])('is not called where its name stands for %s', async (_what, addresses) => {
    const inner = await serve((_, response) => response.end('secret'));

    const attempt = await send(`http://inner.test:${inner.port}/`, {
      networks: Networks.parse(''),
      resolve: async () => addresses,
    });

    expect(outcome(attempt)).toEqual({ error: 'refusedAddress' });
    expect(inner.sockets.size).toBe(0);
  });

  it.each([
    ['http://127.0.0.1/'],
    ['http://2130706433/'],
    ['http://0177.0.0.1/'],
    ['http://[::ffff:7f00:1]/'],
    ['http://anna:secret@example.com/'],
  ])('is not even looked up at %s', async (url) => {
    const attempt = await send(url, {
      networks: Networks.parse(''),
      resolve: () => Promise.reject(new Error('asked')),
    });

    expect(outcome(attempt)).toEqual({ error: 'refusedAddress' });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    [
      'sends its headers by letters',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx: ');
        const timer = setInterval(() => socket.write('a'), 20);
        socket.on('close', () => clearInterval(timer));
      },
    ],
    [
      'sends its body by letters',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
        const timer = setInterval(() => socket.write('a'), 20);
        socket.on('close', () => clearInterval(timer));
      },
    ],
    [
      'says for ever that there is more to come',
      (socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('is left in time where it %s', async (_what, speak) => {
    const { port } = await talk(speak);

    const attempt = await send(`http://127.0.0.1:${port}/`);

    expect(attempt.error).toBe('timedOut');
    expect(attempt.ms).toBeLessThan(2_000);
  });

  it('is left in time where its name servers say nothing', async () => {
    const attempt = await send('http://silent.test/', { resolve: () => new Promise(() => undefined) });

    expect(outcome(attempt)).toEqual({ error: 'timedOut' });
  });

  it('is read no further where it answers without end', async () => {
    let sent = 0;
    const { port } = await talk((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
      const more = () => {
        while (!socket.destroyed && socket.write(chunk)) sent += 65_536;
      };
      socket.on('drain', more);
      more();
    });

    const attempt = await send(`http://127.0.0.1:${port}/`, { timeoutMs: 5_000 });

    expect([attempt.httpStatus, attempt.error, attempt.answer?.length]).toEqual([200, 'tooLarge', 1_000]);
    expect(sent).toBeLessThan(32 * 1024 ** 2); // what the sockets in between hold
  });

  it('is read no further where its headers have no end', async () => {
    const { port } = await talk((socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`));

    expect(outcome(await send(`http://127.0.0.1:${port}/`))).toEqual({ error: 'tooLarge' });
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['half an answer', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'],
  ])('has failed where it answers %s', async (_what, answer) => {
    const { port } = await talk((socket) => void socket.end(answer));

    expect((await send(`http://127.0.0.1:${port}/`)).error).toBe('unreachable');
  });
});
