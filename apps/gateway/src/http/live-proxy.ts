import httpProxy from '@fastify/http-proxy';
import { clientAddress } from '@polyspool/access/client-address';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { keyOutOfAddress } from './key-out-of-address.js';
import { LiveTunnels } from './live-tunnels.js';

/** The paths that job-status answers; to the caller there is one origin. */
const polled = { prefix: '/socket.io' };
const streamed = { prefix: '/v1/jobs/:jobId/events', routes: ['/'], httpMethods: ['GET'] };

/** A poll is answered within 25 s. */
const requestOptions = { timeout: 60_000, rejectUnauthorized: true };

export interface LiveOptions {
  /** Where job-status answers. */
  readonly JOB_STATUS_URL: string;
  /** None where nothing is said. */
  readonly PROXIES_IN_FRONT?: number;
}

export function proxyLive(fastify: FastifyInstance, options: LiveOptions, logger: Logger) {
  const { JOB_STATUS_URL: upstream, PROXIES_IN_FRONT: proxies = 0 } = options;
  const originOf = ({ id, raw }: FastifyRequest) => ({
    'x-forwarded-for': clientAddress(raw, proxies),
    'x-request-id': id,
  });
  new LiveTunnels(new URL(upstream), proxies, logger).serve(fastify);
  const open = new Set<ServerResponse>();
  // They would end by themselves after seconds, or never. Clients come back, through another gateway.
  fastify.addHook('preClose', async () => open.forEach((response) => response.destroy()));
  fastify.register(async (scope) => {
    // Bodies pass through unread, whatever parsers the API has.
    scope.removeAllContentTypeParsers();
    for (const routes of [polled, streamed]) {
      scope.register(httpProxy, {
        ...routes,
        upstream,
        rewritePrefix: routes.prefix,
        disableRequestLogging: true,
        // A long poll waits by design, and a stream has no end.
        config: { receiveTimeoutMs: 0 },
        preHandler: (request, { raw }, done) => {
          // No address of job-status: it would answer in words of its framework.
          if ((request.params as { jobId?: string }).jobId === '')
            return done(new AppError('job.unknown', 'No job is named'));
          open.add(raw);
          raw.once('close', () => open.delete(raw));
          done();
        },
        // Undici keeps what each connection needed for the next one: after a crowd has left, for ever.
        http: { agentOptions: { maxSockets: Infinity, maxFreeSockets: 64 }, requestOptions },
        replyOptions: {
          // The client knows better when to try again.
          retryDelay: () => null,
          rewriteRequestHeaders: (request, headers) => {
            const { url: _url, ...key } = keyOutOfAddress(request.raw);
            return { ...headers, ...key, ...originOf(request as FastifyRequest) };
          },
          queryString: (_search, _url, request) => keyOutOfAddress(request.raw).url.split('?')[1] ?? '',
          onError: (reply, { error }) => {
            reply.send(new AppError('service.unavailable', 'Live updates are not available now', { cause: error }));
          },
        },
      });
    }
  });
}
