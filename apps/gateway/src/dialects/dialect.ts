import { applyDecorators, Controller } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import type {} from '@polyspool/service/receive-timeout'; // what routes may say of themselves
import type { FastifyContextConfig, FastifyInstance, FastifyReply } from 'fastify';
import { jobEtag } from '../jobs/job-etag.js';
import { pollAfterS } from '../jobs/jobs.controller.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where the canonical API does what this route of a dialect does: `/v1/jobs/{taskId}`, parameters named as in the route. */
    successor?: string;
  }
}

/** When the last of these routes was deprecated: midnight before the canonical API was there. */
const deprecatedSince = `@${Date.UTC(2026, 10, 22) / 1_000}`;

/** A controller of routes that a system before this one had. It translates, and knows nothing by itself. */
export const Dialect = (path: string | string[] = '') => applyDecorators(Controller(path), ApiTags('dialects'));

interface Succession {
  readonly summary: string;
  readonly config?: FastifyContextConfig;
}

/** On every route of a dialect: answers, those of refusals among them, carry `Deprecation` and a `Link` to `canonical`. */
export const SucceededBy = (canonical: string, { summary, config }: Succession) =>
  applyDecorators(RouteConfig({ ...config, successor: canonical }), ApiOperation({ summary, deprecated: true }));

/** RFC 9745 and RFC 5829. A hook, for a guard or a pipe may answer before the controller does. */
export function tellSuccessors(fastify: FastifyInstance) {
  fastify.addHook('onSend', async (request, reply) => {
    const { successor } = request.routeOptions.config;
    if (successor === undefined) return;
    const parameters = request.params as Readonly<Record<string, string>>;
    const target = successor.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
    reply.header('deprecation', deprecatedSince).header('link', `<${target}>; rel="successor-version"`);
  });
}

/** When it pays to ask again, and that there is no news but a new forecast. */
export function askAgain(reply: FastifyReply, job: Job) {
  if (!isTerminal(job.status)) reply.header('retry-after', pollAfterS).header('etag', jobEtag(job));
}
