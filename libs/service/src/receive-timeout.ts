import { AppError } from '@polyspool/contracts/errors';
import type { FastifyInstance } from 'fastify';
import { problemMediaType, problemOf } from './problem.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the whole request may take to arrive; 0 is without limit, as for uploads. */
    receiveTimeoutMs?: number;
  }
}

/** Node's own `requestTimeout` holds for every route of a server and would cut long uploads. */
export function limitReceiveTime(fastify: FastifyInstance, defaultMs: number) {
  fastify.addHook('onRequest', (request, reply, done) => {
    const limitMs = request.routeOptions.config.receiveTimeoutMs ?? defaultMs;
    done();
    if (limitMs === 0 || request.raw.complete) return;
    const timer = setTimeout(() => {
      if (request.raw.complete || reply.sent) return;
      reply.raw.once('finish', () => request.raw.destroy());
      reply.header('connection', 'close');
      const problem = problemOf(new AppError('input.timedOut', `The request did not arrive within ${limitMs} ms`));
      reply.code(problem.status).type(problemMediaType).send(problem);
    }, limitMs).unref();
    const stop = () => clearTimeout(timer);
    request.raw.once('end', stop);
    reply.raw.once('close', stop);
  });
}
