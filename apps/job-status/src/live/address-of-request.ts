import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** From where a request comes: as the gateway says, or whatever else stands in front. What is said before that anybody can say. */
export function addressOfRequest({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  const said = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';
  return isIP(said) ? said : (socket.remoteAddress ?? '');
}
