import { keyOfRequest } from './key-of-request.js';

describe('the key of a live request', () => {
  it.each([
    [{ authorization: 'Bearer a' }, '/v1/ws', 'a'],
    [{ 'sec-websocket-protocol': 'bearer, b' }, '/v1/ws', 'b'],
    [{ 'sec-websocket-protocol': 'chat,bearer,b.c-d' }, '/v1/ws', 'b.c-d'],
    [{}, '/ws/jobs/1?token=c', 'c'],
    [{ authorization: 'Bearer a', 'sec-websocket-protocol': 'bearer, b' }, '/?token=c', 'a'],
    [{ 'sec-websocket-protocol': 'bearer' }, '/?token=c', 'c'],
    // Whoever sends a header means it.
    [{ authorization: 'Basic a' }, '/?token=c', undefined],
    [{}, '/?token=', ''],
    [{}, '/v1/ws', undefined],
    [{}, undefined, undefined],
  ])('of %j at %s is %s', (headers, url, key) => {
    expect(keyOfRequest({ headers, ...(url !== undefined && { url }) })).toBe(key);
  });
});
