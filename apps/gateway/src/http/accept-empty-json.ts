import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

type Done = (error: Error | null, body?: unknown) => void;

/** Many clients announce JSON with every POST. Where nothing follows, there is no body, and no fault in it. */
export function acceptEmptyJson(app: NestFastifyApplication) {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', {}, (request: FastifyRequest, body: Buffer, done: Done) => {
    if (body.length === 0) done(null);
    else void parse(request, body.toString('utf8'), done);
  });
}
