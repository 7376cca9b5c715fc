import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.js';

/** Once the service stops, each answer is the last on its connection: the next request goes to another one, by a new connection. */
export function closeConnectionsAtEnd(fastify: FastifyInstance, readiness: Readiness) {
  fastify.addHook('onRequest', (_request, reply, done) => {
    // On the raw answer, so that it holds for what a proxy sends too.
    if (readiness.isStopping) reply.raw.setHeader('connection', 'close');
    done();
  });
}
