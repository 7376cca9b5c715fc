import { Controller, Get, Headers, Res } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { FastifyReply } from 'fastify';
import { ForOperators } from './for-operators.js';
import { Metrics } from './metrics.js';
import { OpenToAll } from './open-to-all.js';
import { problemMediaType, problemOf } from './problem.js';
import { Readiness } from './readiness.js';
import { reasonOf } from './readiness-reasons.js';
import { ServiceFacts } from './service-facts.js';

/** Questions of whoever runs the service. They must be answered when everything else is away. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly facts: ServiceFacts,
    private readonly metrics: Metrics,
  ) {}

  /** The process answers; it need not be restarted. */
  @OpenToAll()
  @Get('health/live')
  live() {
    return { status: 'live' };
  }

  /** The service can do its work. */
  @OpenToAll()
  @Get('health/ready')
  async ready(@Res() reply: FastifyReply) {
    const { failing, degraded } = await this.readiness.look();
    if (failing.length > 0) {
      const problem = problemOf(new AppError('service.unavailable', `Not ready: ${failing.join(', ')}`));
      return reply
        .code(problem.status)
        .type(problemMediaType)
        .send({ ...problem, failing, reasons: [...failing, ...degraded].map(reasonOf) });
    }
    return reply.send(degraded.length ? { status: 'degraded', reasons: degraded.map(reasonOf) } : { status: 'ready' });
  }

  /** For Prometheus. */
  @ForOperators()
  @Get('metrics')
  async scrape(@Headers('accept') accept: string | undefined, @Res() reply: FastifyReply) {
    const { mediaType, text } = await this.metrics.scrape(accept);
    return reply.type(mediaType).send(text);
  }

  @ForOperators()
  @Get('internal/info')
  async info() {
    const failing = await this.readiness.failing();
    return { ...this.facts.all(), ready: failing.length === 0 };
  }
}
