import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { freePort, isFree } from './free-port.ts';

describe('a port for a service', () => {
  it('is none that the system gives to whoever connects', async () => {
    const [first = 0] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/).map(Number);

    const port = await freePort();

    expect(port).toBeGreaterThanOrEqual(1_024);
    expect(port).toBeLessThan(first);
    expect(await isFree(port)).toBe(true);
  });

  it('is not free while somebody listens there', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');

    expect(await isFree(port)).toBe(false);

    server.close();
    await once(server, 'close');
    expect(await isFree(port)).toBe(true);
  });
});
