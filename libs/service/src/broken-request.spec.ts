import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerBrokenRequest } from './broken-request.js';

describe('what is no request', () => {
  const server = createServer((_, reply) => reply.end('fine')).on('clientError', answerBrokenRequest);
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => server.close());

  const open = () => connect((server.address() as AddressInfo).port, '127.0.0.1');

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'input.invalid'],
    ['too long an address', `GET /?${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431, 'input.headersTooLarge'],
  ])('is answered by a problem: %s', async (_, request, status, code) => {
    const [head = '', body = ''] = (await text(open().end(request))).split('\r\n\r\n');

    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  it('is answered so on a connection that was good before', async () => {
    const socket = open();
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];

    socket.end('hello\r\n\r\n');

    expect(String(first)).toMatch(/^HTTP\/1.1 200 OK[^]*fine$/);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /);
  });
});
