import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { TcpProxy } from './tcp-proxy.ts';

describe('a stretch of network', () => {
  let echo: Server;
  let network: TcpProxy;
  let client: Socket;
  const clients: Socket[] = [];
  beforeEach(async () => {
    echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    network = await TcpProxy.start((echo.address() as AddressInfo).port);
    client = await dial();
  });
  afterEach(() => {
    for (const socket of clients.splice(0)) socket.destroy();
    network.close();
    echo.close();
  });

  async function dial() {
    const socket = connect(network.port, '127.0.0.1');
    clients.push(socket);
    await once(socket, 'connect');
    return socket;
  }

  const heard = async (socket: Socket) => String((await once(socket, 'data'))[0]);

  it('passes bytes on, both ways', async () => {
    client.write('hello');

    expect(await heard(client)).toBe('hello');
  });

  it('holds back what is sent while it is frozen, and delivers it when healed', async () => {
    network.freeze();
    const late: string[] = [];
    client.on('data', (bytes) => late.push(String(bytes)));
    client.write('held');
    const other = await dial();
    other.write('held too');
    await new Promise(setImmediate);
    const before = late.length;

    network.heal();

    expect(await heard(other)).toBe('held too');
    if (late.length === 0) await once(client, 'data');
    expect([before, late.join('')]).toEqual([0, 'held']);
  });

  it('resets connections when it is cut, new ones too, until healed', async () => {
    const reset = once(client, 'error');
    network.cut();
    expect((await reset)[0]).toMatchObject({ code: 'ECONNRESET' });

    const refused = connect(network.port, '127.0.0.1');
    expect((await once(refused, 'error'))[0]).toMatchObject({ code: 'ECONNRESET' });
    network.heal();
    const again = await dial();
    again.write('back');

    expect(await heard(again)).toBe('back');
  });
});
