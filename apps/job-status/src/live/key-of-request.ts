import { bearerOf } from '@polyspool/access/access';
import type { IncomingMessage } from 'node:http';

/** The name that is chosen where a key comes as a subprotocol: `new WebSocket(url, ['bearer', key])`. */
export const bearerProtocol = 'bearer';

/**
 * The key of a request that may come from a browser, whose sockets and event streams can set no header: the header, else
 * the subprotocol after `bearer`, else `?token=`.
 */
export function keyOfRequest({ headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>): string | undefined {
  if (headers.authorization !== undefined) return bearerOf(headers.authorization);
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  const at = protocols.indexOf(bearerProtocol);
  if (at >= 0 && protocols[at + 1]) return protocols[at + 1];
  return new URLSearchParams(url.split('?')[1] ?? '').get('token') ?? undefined;
}
