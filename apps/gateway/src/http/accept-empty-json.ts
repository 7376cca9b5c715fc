import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppError } from '@polyspool/contracts/errors';
import type { FastifyRequest } from 'fastify';
import { isDeeperThan } from './json-depth.js';

type Done = (error: Error | null, body?: unknown) => void;

/** Far more than any contract has. What reads, checks and writes values calls itself for each level, and the stack has an end. */
const mostLevels = 200;

/** Many clients announce JSON with every POST. Where nothing follows, there is no body, and no fault in it. */
export function acceptEmptyJson(app: NestFastifyApplication) {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', {}, (request: FastifyRequest, body: Buffer, done: Done) => {
    if (body.length === 0) return done(null);
    const text = body.toString('utf8');
    if (isDeeperThan(mostLevels, text)) {
      return done(new AppError('input.invalid', `The body is nested deeper than ${mostLevels} levels`));
    }
    void parse(request, text, done);
  });
}
