import { AppError } from '@polyspool/contracts/errors';
import { problemMediaType, problemOf } from '@polyspool/service/problem';
import { Logger } from '@polyspool/service/logger';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JobStreams } from './job-streams.js';

/** Server-Sent Events. The gateway passes them on. */
@Controller('v1/jobs')
export class JobEventsController {
  constructor(
    private readonly streams: JobStreams,
    private readonly logger: Logger,
  ) {}

  @Get(':jobId/events')
  async follow(
    @Param('jobId') jobId: string,
    @Query('until') until: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    try {
      const stream = await this.streams.admit({ jobId, until, request: request.raw });
      reply.hijack();
      await stream(reply.raw);
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code === 'internal') this.logger.error({ err: thrown }, 'A stream of events failed');
      if (reply.raw.headersSent) return void reply.raw.destroy();
      if (error.status === 401) reply.header('www-authenticate', 'Bearer');
      if (error.status === 503 || error.status === 429) reply.header('retry-after', String(error.retryAfterS ?? 5));
      reply.code(error.status).type(problemMediaType).send(problemOf(error));
    }
  }
}
