import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';

/** All that the protocol speaks of. What proxies and clients add beside it is none of its business. */
const headers = ['tus-resumable', 'content-type', 'content-length'];

/** The request as the tus server takes it. Its body is what Fastify has left unread. */
export function tusRequest({ method, url, headers: sent, body }: FastifyRequest): Request {
  const own = Object.entries(sent).filter(([name]) => headers.includes(name) || name.startsWith('upload-'));
  const init = { method, headers: own.map(([name, value]): [string, string] => [name, String(value)]) };
  const address = `http://gateway${url}`;
  if (!(body instanceof Readable)) return new Request(address, init);
  return new Request(address, { ...init, body: Readable.toWeb(body) as ReadableStream, duplex: 'half' });
}
