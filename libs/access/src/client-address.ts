import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** As it comes from the socket; a framework has it within its own. */
export type RawRequest = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * Who asks, behind so many proxies that each append to X-Forwarded-For whom they have heard. What stands further in front there
 * anybody can say. Not Fastify's `trustProxy`: it believes no number, and upgrades to WebSockets do not pass it.
 */
export function clientAddress({ headers, socket }: RawRequest, proxiesInFront: number): string {
  const { remoteAddress = '' } = socket;
  const said = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse();
  const heard = [remoteAddress, ...said.map((address) => address.trim())];
  const client = heard[Math.min(proxiesInFront, heard.length - 1)] ?? '';
  return isIP(client) ? client : remoteAddress;
}
