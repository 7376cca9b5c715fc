import type { Socket } from 'node:net';
import { addressOfRequest } from './address-of-request.js';

const socket = { remoteAddress: '10.0.0.1' } as Socket;

describe('the address of a live request', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::7', '2001:db8::7'],
    // Only the last one has seen it: what stands before may be of the client's making.
    ['198.51.100.1, 192.0.2.7', '192.0.2.7'],
    ['192.0.2.7, unknown', '10.0.0.1'],
    ['x'.repeat(1_000), '10.0.0.1'],
    ['', '10.0.0.1'],
    [undefined, '10.0.0.1'],
  ])('with %j in front is %s', (forwarded, address) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };

    expect(addressOfRequest({ headers, socket })).toBe(address);
  });
});
