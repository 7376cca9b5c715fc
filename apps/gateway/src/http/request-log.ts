import type { Logger } from '@polyspool/service/logger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { validate } from 'uuid';
import type { KnownRequest } from '../access/key-guard.js';

/** One line for each request: its route, never its address, which may carry a key. Probes only at `debug`. */
export function logRequests(fastify: FastifyInstance, logger: Logger) {
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url;
    const fields = {
      method: request.method,
      route,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      requestId: request.id,
      userId: (request as KnownRequest).person?.id,
      keyId: (request as KnownRequest).person?.keyId,
      jobId: jobOf(request, reply),
    };
    if (route?.startsWith('/health/')) logger.debug(fields, 'Request answered');
    else logger.info(fields, 'Request answered');
  });
}

/** Which job was looked at, cancelled or submitted. */
function jobOf({ routeOptions, params }: FastifyRequest, reply: FastifyReply) {
  const [, name] = /\/(?:jobs|tasks|status|cancel)\/:(\w+)/.exec(routeOptions.url ?? '') ?? [];
  const id = name ? (params as Record<string, string | undefined>)[name] : submitted(reply);
  return id !== undefined && validate(id) ? id : undefined;
}

const submitted = (reply: FastifyReply) => /^\/v1\/jobs\/([\w-]+)$/.exec(String(reply.getHeader('location')))?.[1];
