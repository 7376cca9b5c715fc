import type { Socket } from 'node:net';
import { clientAddress } from './client-address.js';

const socket = { remoteAddress: '10.0.0.1' } as Socket;

describe('the address of a client', () => {
  it.each([
    // Nobody stands in front: what is said is the client's own word.
    [0, '192.0.2.7', '10.0.0.1'],
    [0, undefined, '10.0.0.1'],
    [1, '192.0.2.7', '192.0.2.7'],
    [1, '2001:db8::7', '2001:db8::7'],
    // Only the last one has seen it: what stands before may be of the client's making.
    [1, '198.51.100.1, 192.0.2.7', '192.0.2.7'],
    [1, ['198.51.100.1', '192.0.2.7'], '192.0.2.7'],
    [2, '198.51.100.1, 192.0.2.7, 10.0.0.2', '192.0.2.7'],
    // The gateway says one for all.
    [2, '192.0.2.7', '192.0.2.7'],
    [1, '192.0.2.7, unknown', '10.0.0.1'],
    [1, 'x'.repeat(1_000), '10.0.0.1'],
    [1, '', '10.0.0.1'],
    [1, undefined, '10.0.0.1'],
  ])('behind %d proxies that say %j is %s', (proxies, forwarded, address) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };

    expect(clientAddress({ headers, socket }, proxies)).toBe(address);
  });
});
