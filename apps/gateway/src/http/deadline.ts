import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import { problemMediaType, problemOf } from '@polyspool/service/problem';
import type {} from '@polyspool/service/receive-timeout';
import type { FastifyInstance } from 'fastify';

/** Whatever a request waits for, its answer begins within this time. */
export const answerWithinMs = 30_000;

/**
 * Ends requests whose answer has not begun in time. What they had begun goes on, and is answered to nobody. Routes that take
 * as long as their senders, uploads and live channels, have no limit for receiving either.
 */
export function endInTime(fastify: FastifyInstance, logger: Logger, withinMs = answerWithinMs) {
  fastify.addHook('onRequest', (request, reply, done) => {
    done();
    if (request.routeOptions.config.receiveTimeoutMs === 0) return;
    const timer = setTimeout(() => {
      if (reply.sent || reply.raw.headersSent) return;
      const error = new AppError('request.timedOut', `There was no answer within ${withinMs / 1000} s`);
      const { method, id: requestId, routeOptions } = request;
      logger.warn({ err: error, requestId, method, route: routeOptions.url }, 'A request failed');
      const problem = problemOf(error);
      reply.code(problem.status).type(problemMediaType).header('retry-after', '5').send(problem);
    }, withinMs).unref();
    reply.raw.once('close', () => clearTimeout(timer));
  });
}
