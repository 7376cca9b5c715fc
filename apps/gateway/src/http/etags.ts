import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';

/**
 * Every answer in JSON to a GET says which it is (`ETag`), and is 304 to whoever has it already: asking again and again costs
 * no more than looking. A route whose answer changes by itself, as forecasts do, sets an `ETag` of its own.
 */
export function addEtags(fastify: FastifyInstance) {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== 200 || !isJson(reply)) return payload;
    if (!reply.hasHeader('etag')) {
      if (typeof payload !== 'string') return payload;
      reply.header('etag', `W/"${hash('sha256', payload, 'base64url').slice(0, 27)}"`);
    }
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
    if (!isKnown(request, String(reply.getHeader('etag')))) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return '';
  });
}

/** Whether the caller has the answer of that tag (RFC 9110, weak comparison). */
export function isKnown({ headers }: FastifyRequest, etag: string) {
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim());
  return known?.some((tag) => tag === '*' || strong(tag) === strong(etag)) ?? false;
}

const strong = (tag: string) => tag.replace(/^W\//, '');

const isJson = (reply: FastifyReply) => String(reply.getHeader('content-type') ?? '').startsWith('application/json');
