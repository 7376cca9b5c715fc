import type { Logger } from '@polyspool/service/logger';
import type { FastifyInstance } from 'fastify';
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
    };
    if (route?.startsWith('/health/')) logger.debug(fields, 'Request answered');
    else logger.info(fields, 'Request answered');
  });
}
